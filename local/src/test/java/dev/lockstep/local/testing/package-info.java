/** What several tests of the command need. */
@NullMarked
package dev.lockstep.local.testing;

import org.jspecify.annotations.NullMarked;
