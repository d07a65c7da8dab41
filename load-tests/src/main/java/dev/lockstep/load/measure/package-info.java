/** What processes and threads use, and the files that are measured. */
@NullMarked
package dev.lockstep.load.measure;

import org.jspecify.annotations.NullMarked;
