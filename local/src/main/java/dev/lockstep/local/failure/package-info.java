/** What went wrong, in one sentence for a person. */
@NullMarked
package dev.lockstep.local.failure;

import org.jspecify.annotations.NullMarked;
