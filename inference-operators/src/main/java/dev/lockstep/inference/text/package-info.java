/** What is understood of a text: language, moderation, embedding. Imports no Flink. */
@NullMarked
package dev.lockstep.inference.text;

import org.jspecify.annotations.NullMarked;
