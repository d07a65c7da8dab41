/** Speech with its reference text and times, and how well and how soon captions showed it. */
@NullMarked
package dev.lockstep.load.talk;

import org.jspecify.annotations.NullMarked;
