/** The stages of the jobs, each a piece of the graph that takes any stream and any sink. */
@NullMarked
package dev.lockstep.job.topology;

import org.jspecify.annotations.NullMarked;
