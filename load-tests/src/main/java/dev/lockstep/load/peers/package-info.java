/** Other captioning systems, each in an environment of its own, played the same streams as ours. */
@NullMarked
package dev.lockstep.load.peers;

import org.jspecify.annotations.NullMarked;
