/** The analyser of a process: everything that is asked of a text, in one answer. */
@NullMarked
package dev.lockstep.inference.text.analyze;

import org.jspecify.annotations.NullMarked;
