/** Sentence embeddings: tokens, pooling, the cache and the threads that encode. */
@NullMarked
package dev.lockstep.inference.text.encode;

import org.jspecify.annotations.NullMarked;
