/** Topics of a cluster, read from their beginning to where they end now. */
@NullMarked
package dev.lockstep.local.topic;

import org.jspecify.annotations.NullMarked;
