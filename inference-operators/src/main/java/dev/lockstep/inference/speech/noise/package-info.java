/** Noise of known strength over speech, for tests, benchmarks and evaluation. */
@NullMarked
package dev.lockstep.inference.speech.noise;

import org.jspecify.annotations.NullMarked;
