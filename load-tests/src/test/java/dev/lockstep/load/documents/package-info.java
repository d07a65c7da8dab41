/** Tests that the project's documents tell the truth where a program can know it. */
@NullMarked
package dev.lockstep.load.documents;

import org.jspecify.annotations.NullMarked;
