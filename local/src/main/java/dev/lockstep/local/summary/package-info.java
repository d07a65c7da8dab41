/** What a run of captions came to: words, lags, rewrites, accuracy, cost and accounts. */
@NullMarked
package dev.lockstep.local.summary;

import org.jspecify.annotations.NullMarked;
