/** What is done to sound and pictures before a model sees them. */
@NullMarked
package dev.lockstep.load.media;

import org.jspecify.annotations.NullMarked;
