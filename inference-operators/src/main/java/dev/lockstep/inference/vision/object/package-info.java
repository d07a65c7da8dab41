/** Objects of the COCO classes by YOLOX. */
@NullMarked
package dev.lockstep.inference.vision.object;

import org.jspecify.annotations.NullMarked;
