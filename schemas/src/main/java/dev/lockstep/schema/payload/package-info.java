/** Claim check: where payloads lie that are too big to travel inline. */
@NullMarked
package dev.lockstep.schema.payload;

import org.jspecify.annotations.NullMarked;
