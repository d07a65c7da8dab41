/** The topics: name, record, key, event time and limits of each, in one place. */
@NullMarked
package dev.lockstep.schema.topic;

import org.jspecify.annotations.NullMarked;
