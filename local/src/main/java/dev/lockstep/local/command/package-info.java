/** The commands of the command line: options, help and exit codes; the work is done elsewhere. */
@NullMarked
package dev.lockstep.local.command;

import org.jspecify.annotations.NullMarked;
