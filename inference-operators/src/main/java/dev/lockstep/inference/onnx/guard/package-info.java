/** Refuses model files that must not reach ONNX Runtime; reads them without it. */
@NullMarked
package dev.lockstep.inference.onnx.guard;

import org.jspecify.annotations.NullMarked;
