/** Tests of timestamps, sampling, addresses and reconnection. */
@org.jspecify.annotations.NullMarked
package dev.lockstep.producer.media;
