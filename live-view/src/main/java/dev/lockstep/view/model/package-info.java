/**
 * What the view tells: the records of its API, as JSON has them. Plain values, no Kafka, no HTTP.
 */
@NullMarked
package dev.lockstep.view.model;

import org.jspecify.annotations.NullMarked;
