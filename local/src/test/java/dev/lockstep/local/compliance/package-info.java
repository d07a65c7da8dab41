/** Tests of: What a run keeps of its captions. */
@NullMarked
package dev.lockstep.local.compliance;

import org.jspecify.annotations.NullMarked;
