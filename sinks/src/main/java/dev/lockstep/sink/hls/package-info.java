/** Captions for HLS players: WebVTT segments, their parts and playlists. */
@NullMarked
package dev.lockstep.sink.hls;

import org.jspecify.annotations.NullMarked;
