/** Tests of the options. */
@org.jspecify.annotations.NullMarked
package dev.lockstep.producer.config;
