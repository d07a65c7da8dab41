/** Workloads in YAML: what is played, how fast, for how long, and what goes wrong meanwhile. */
@NullMarked
package dev.lockstep.load.workload;

import org.jspecify.annotations.NullMarked;
