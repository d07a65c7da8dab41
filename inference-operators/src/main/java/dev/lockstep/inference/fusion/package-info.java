/** One result of several modalities, and what each of them counted in it; imports no Flink. */
@NullMarked
package dev.lockstep.inference.fusion;

import org.jspecify.annotations.NullMarked;
