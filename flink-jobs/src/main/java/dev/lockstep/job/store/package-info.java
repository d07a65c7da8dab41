/** The functions of the store job, and how far it has come. */
@NullMarked
package dev.lockstep.job.store;

import org.jspecify.annotations.NullMarked;
