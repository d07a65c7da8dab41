/** Which language a text is in. */
@NullMarked
package dev.lockstep.inference.text.language;

import org.jspecify.annotations.NullMarked;
