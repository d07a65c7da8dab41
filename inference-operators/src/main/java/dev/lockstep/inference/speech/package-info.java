/** Speech: segmenting, recognising and assembling captions in plain Java, without Flink. */
@NullMarked
package dev.lockstep.inference.speech;

import org.jspecify.annotations.NullMarked;
