/** Tests of the jobs. */
@NullMarked
package dev.lockstep.job;

import org.jspecify.annotations.NullMarked;
