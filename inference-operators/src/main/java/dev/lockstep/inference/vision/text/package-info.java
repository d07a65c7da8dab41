/** On-screen text by PP-OCR: finding, direction, reading, and not reading twice. */
@NullMarked
package dev.lockstep.inference.vision.text;

import org.jspecify.annotations.NullMarked;
