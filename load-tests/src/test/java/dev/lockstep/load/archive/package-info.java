/** Tests of archives. */
@NullMarked
package dev.lockstep.load.archive;

import org.jspecify.annotations.NullMarked;
