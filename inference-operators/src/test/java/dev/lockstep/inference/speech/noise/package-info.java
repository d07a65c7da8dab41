@NullMarked
package dev.lockstep.inference.speech.noise;

import org.jspecify.annotations.NullMarked;
