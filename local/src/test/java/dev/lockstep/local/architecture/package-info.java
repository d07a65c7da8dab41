/** Tests of the walls between the modules. */
@NullMarked
package dev.lockstep.local.architecture;

import org.jspecify.annotations.NullMarked;
