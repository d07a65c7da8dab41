/** From text to the terms that are searched for, the same when writing and when asking. */
@NullMarked
package dev.lockstep.sink.terms;

import org.jspecify.annotations.NullMarked;
