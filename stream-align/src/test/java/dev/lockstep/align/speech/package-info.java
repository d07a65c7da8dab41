@org.jspecify.annotations.NullMarked
package dev.lockstep.align.speech;
