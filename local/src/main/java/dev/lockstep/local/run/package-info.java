/** One run of captions on this machine: broker, registry, job, producer and readers together. */
@NullMarked
package dev.lockstep.local.run;

import org.jspecify.annotations.NullMarked;
