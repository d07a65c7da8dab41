/** Whether a picture may be shown, by OpenNSFW. */
@NullMarked
package dev.lockstep.inference.vision.moderate;

import org.jspecify.annotations.NullMarked;
