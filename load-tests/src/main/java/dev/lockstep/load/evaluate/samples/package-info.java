/** The suite that needs no data: readings that the models bring, and pictures drawn here. */
@NullMarked
package dev.lockstep.load.evaluate.samples;

import org.jspecify.annotations.NullMarked;
