/** The analyser of a process: order within a source, unchanged frames, overload. */
@NullMarked
package dev.lockstep.inference.vision.analyze;

import org.jspecify.annotations.NullMarked;
