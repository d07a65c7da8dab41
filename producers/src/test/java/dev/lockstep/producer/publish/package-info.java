/** Tests of chunking, pacing, ordering and publishing. */
@org.jspecify.annotations.NullMarked
package dev.lockstep.producer.publish;
