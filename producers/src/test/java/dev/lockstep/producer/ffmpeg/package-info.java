/** Tests of reading and writing media. */
@org.jspecify.annotations.NullMarked
package dev.lockstep.producer.ffmpeg;
