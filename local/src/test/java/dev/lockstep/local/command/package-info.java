/** Tests of the commands, through the command line and its streams. */
@NullMarked
package dev.lockstep.local.command;

import org.jspecify.annotations.NullMarked;
