package dev.lockstep.sink.hls;

import java.util.List;

/**
 * A complete segment. Immutable.
 *
 * @param number its number on the grid of media time; also its media sequence number
 * @param startMs media time in ms
 * @param endMs exclusive
 * @param text its WebVTT
 * @param parts its parts while players may ask for them, then none
 */
public record HlsSegment(long number, long startMs, long endMs, String text, List<HlsPart> parts) {
    public HlsSegment {
        parts = List.copyOf(parts);
    }

    HlsSegment withoutParts() {
        return new HlsSegment(number, startMs, endMs, text, List.of());
    }
}
