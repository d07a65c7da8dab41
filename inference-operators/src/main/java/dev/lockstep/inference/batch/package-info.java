/** Joins requests of many streams into batches, and shares the threads that run models. */
@NullMarked
package dev.lockstep.inference.batch;

import org.jspecify.annotations.NullMarked;
