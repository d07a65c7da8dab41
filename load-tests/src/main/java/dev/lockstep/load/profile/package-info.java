/** Where CPU time goes: samples of all threads, told apart by what ran. */
@NullMarked
package dev.lockstep.load.profile;

import org.jspecify.annotations.NullMarked;
