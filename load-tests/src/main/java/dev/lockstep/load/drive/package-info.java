/** An open-loop driver: publishes records when they are due, whatever becomes of them. */
@NullMarked
package dev.lockstep.load.drive;

import org.jspecify.annotations.NullMarked;
