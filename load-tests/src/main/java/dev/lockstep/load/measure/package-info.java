/** What processes and threads use. */
@NullMarked
package dev.lockstep.load.measure;

import org.jspecify.annotations.NullMarked;
