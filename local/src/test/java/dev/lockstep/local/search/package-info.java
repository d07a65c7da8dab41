@NullMarked
package dev.lockstep.local.search;

import org.jspecify.annotations.NullMarked;
