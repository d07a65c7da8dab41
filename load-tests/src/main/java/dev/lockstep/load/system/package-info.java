/** Systems that caption speech in real time, ours and others, and one trial of one of them. */
@NullMarked
package dev.lockstep.load.system;

import org.jspecify.annotations.NullMarked;
