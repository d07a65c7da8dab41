/** What the tests of the view share. */
@NullMarked
package dev.lockstep.view.testing;

import org.jspecify.annotations.NullMarked;
