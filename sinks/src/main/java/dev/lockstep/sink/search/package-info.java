/** Search over the store by words and by meaning. */
@NullMarked
package dev.lockstep.sink.search;

import org.jspecify.annotations.NullMarked;
