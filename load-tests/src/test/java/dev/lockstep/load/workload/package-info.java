/** Tests of workloads and of their faults. */
@NullMarked
package dev.lockstep.load.workload;

import org.jspecify.annotations.NullMarked;
