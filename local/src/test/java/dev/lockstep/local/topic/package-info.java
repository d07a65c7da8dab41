/** Tests of topics as a command reads them. */
@NullMarked
package dev.lockstep.local.topic;

import org.jspecify.annotations.NullMarked;
