/** Questions about streams, answered from here or by the instance that has the answer. */
@NullMarked
package dev.lockstep.view.query;

import org.jspecify.annotations.NullMarked;
