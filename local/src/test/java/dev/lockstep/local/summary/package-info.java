/** Tests of the summary. */
@NullMarked
package dev.lockstep.local.summary;

import org.jspecify.annotations.NullMarked;
