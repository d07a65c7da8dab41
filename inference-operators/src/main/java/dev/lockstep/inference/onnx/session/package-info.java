/** Sessions of ONNX Runtime: opened once per process, shared, warmed, watched and degraded. */
@NullMarked
package dev.lockstep.inference.onnx.session;

import org.jspecify.annotations.NullMarked;
