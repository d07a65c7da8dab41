/** The page of the live view as people have it: in a browser, against the real server. */
@NullMarked
package dev.lockstep.browser;

import org.jspecify.annotations.NullMarked;
