/** What tests of several packages need: commands at work, records on topics, a small disk. */
@NullMarked
package dev.lockstep.load.testing;

import org.jspecify.annotations.NullMarked;
