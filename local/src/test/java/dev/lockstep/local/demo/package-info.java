/** Tests of the demo. */
@NullMarked
package dev.lockstep.local.demo;

import org.jspecify.annotations.NullMarked;
