/** Tests of plots. */
@NullMarked
package dev.lockstep.local.page;

import org.jspecify.annotations.NullMarked;
