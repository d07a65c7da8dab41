/** The one package that speaks to FFmpeg: opening, demuxing, decoding, scaling, writing media. */
@NullMarked
package dev.lockstep.producer.ffmpeg;

import org.jspecify.annotations.NullMarked;
