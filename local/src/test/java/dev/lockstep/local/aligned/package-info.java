/** Tests of the settled windows as a user sees them. */
@NullMarked
package dev.lockstep.local.aligned;

import org.jspecify.annotations.NullMarked;
