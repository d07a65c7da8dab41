/** What a media source is, free of FFmpeg: units, description, errors, timestamps, reconnection. */
@NullMarked
package dev.lockstep.producer.media;

import org.jspecify.annotations.NullMarked;
