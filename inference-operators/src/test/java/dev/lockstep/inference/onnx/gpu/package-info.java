/** Checks that need a GPU, and what they write. */
package dev.lockstep.inference.onnx.gpu;
