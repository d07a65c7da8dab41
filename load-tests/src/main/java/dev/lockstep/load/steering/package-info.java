/** How much on-screen text helps speech, and how much wrong text harms it. */
@NullMarked
package dev.lockstep.load.steering;

import org.jspecify.annotations.NullMarked;
