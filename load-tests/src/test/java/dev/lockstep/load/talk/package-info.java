/** Tests of talks and of how captions of them are scored. */
@NullMarked
package dev.lockstep.load.talk;

import org.jspecify.annotations.NullMarked;
