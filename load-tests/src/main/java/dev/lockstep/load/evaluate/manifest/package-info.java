/** What is evaluated: items with their files, references and labels, and where they come from. */
@NullMarked
package dev.lockstep.load.evaluate.manifest;

import org.jspecify.annotations.NullMarked;
