/** What the command shows: live captions, progress and plain lines, as the terminal allows. */
@NullMarked
package dev.lockstep.local.terminal;

import org.jspecify.annotations.NullMarked;
