/** Tests of text feeds. */
@org.jspecify.annotations.NullMarked
package dev.lockstep.producer.text;
