@NullMarked
package dev.lockstep.align.canonical;

import org.jspecify.annotations.NullMarked;
