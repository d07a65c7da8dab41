/** What is written on screen, as context of what is said at the time; knows no Flink. */
@NullMarked
package dev.lockstep.inference.speech.context;

import org.jspecify.annotations.NullMarked;
