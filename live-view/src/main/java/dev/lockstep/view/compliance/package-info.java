/**
 * The compliance meter: lag, speed, gaps, rewrites and accuracy of captions beside published
 * limits. Pure: no Kafka, no HTTP.
 */
@NullMarked
package dev.lockstep.view.compliance;

import org.jspecify.annotations.NullMarked;
