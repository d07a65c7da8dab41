/**
 * {@code lockstep replay}: an archive played again, with its spacing and with faults on request.
 */
@NullMarked
package dev.lockstep.load.replay;

import org.jspecify.annotations.NullMarked;
