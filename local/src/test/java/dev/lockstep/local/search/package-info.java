/** Tests of search as a user sees it. */
@NullMarked
package dev.lockstep.local.search;

import org.jspecify.annotations.NullMarked;
