/** What a word list and a classifier say of a text. */
@NullMarked
package dev.lockstep.inference.text.moderate;

import org.jspecify.annotations.NullMarked;
