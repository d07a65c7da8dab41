/** What passes between the stages of a job and lies on no topic. */
@NullMarked
package dev.lockstep.schema.flow;

import org.jspecify.annotations.NullMarked;
