/** What can be set about a producer, and the resolved settings. */
@NullMarked
package dev.lockstep.producer.config;

import org.jspecify.annotations.NullMarked;
