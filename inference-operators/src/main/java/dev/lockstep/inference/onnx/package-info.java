/** ONNX Runtime: the only package that imports it. */
@NullMarked
package dev.lockstep.inference.onnx;

import org.jspecify.annotations.NullMarked;
