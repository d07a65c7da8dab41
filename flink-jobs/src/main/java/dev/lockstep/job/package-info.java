/** The jobs that run on Flink: which stages they have and how they are started. */
@NullMarked
package dev.lockstep.job;

import org.jspecify.annotations.NullMarked;
