/** What is around batches. */
@NullMarked
package dev.lockstep.load.batch;

import org.jspecify.annotations.NullMarked;
