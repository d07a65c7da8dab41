/** How models are run, without the runtime itself: providers, sharing, time-outs, degradation. */
@NullMarked
package dev.lockstep.inference.runtime;

import org.jspecify.annotations.NullMarked;
