/** Caption files: WebVTT, SubRip and JSON lines. */
@NullMarked
package dev.lockstep.sink.caption;

import org.jspecify.annotations.NullMarked;
