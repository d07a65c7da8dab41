/** Tests of the protocol with peers; none of them is installed. */
@NullMarked
package dev.lockstep.load.peers;

import org.jspecify.annotations.NullMarked;
