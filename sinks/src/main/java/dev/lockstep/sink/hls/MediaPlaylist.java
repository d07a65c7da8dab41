package dev.lockstep.sink.hls;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The media playlist of a track (RFC 8216, and its second edition for parts). Stateless.
 *
 * <p>Parts are listed of the newest segments only: three target durations, as the second edition
 * asks. {@code CAN-BLOCK-RELOAD} is promised only where the conf says that the server keeps it.
 */
public final class MediaPlaylist {
    /** What it is served as. */
    public static final String CONTENT_TYPE = "application/vnd.apple.mpegurl";

    static final int SEGMENTS_WITH_PARTS = 3;
    private static final int VERSION = 6;
    private static final int HOLD_BACK_TARGETS = 3;

    private MediaPlaylist() {}

    /**
     * The playlist as the track stands now.
     *
     * @param originTimeMs media time 0, ms since the epoch; empty where nobody knows
     * @param segmentUri address of a segment by its number
     * @param partUri address of a part
     */
    public static String of(
            CaptionTrack track,
            OptionalLong originTimeMs,
            Function<HlsSegment, String> segmentUri,
            Function<HlsPart, String> partUri) {
        HlsConf conf = track.conf();
        List<HlsSegment> segments = track.segments();
        boolean parts = conf.hasParts() && !track.ended();
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:" + VERSION + "\n");
        text.append("#EXT-X-TARGETDURATION:").append(conf.targetSeconds()).append('\n');
        if (!track.ended()) {
            text.append(serverControl(conf));
        }
        if (parts) {
            text.append("#EXT-X-PART-INF:PART-TARGET=").append(seconds(conf.partMs())).append('\n');
        }
        text.append("#EXT-X-MEDIA-SEQUENCE:").append(firstNumber(track, segments)).append('\n');
        if (conf.windowSegments() == 0) {
            text.append("#EXT-X-PLAYLIST-TYPE:EVENT\n");
        }
        for (HlsSegment segment : segments) {
            text.append(time(originTimeMs, segment.startMs()));
            if (parts) {
                segment.parts().forEach(part -> text.append(part(part, partUri)));
            }
            text.append("#EXTINF:")
                    .append(seconds(segment.endMs() - segment.startMs()))
                    .append(",\n")
                    .append(segmentUri.apply(segment))
                    .append('\n');
        }
        if (parts && !track.openParts().isEmpty()) {
            text.append(time(originTimeMs, track.openParts().get(0).startMs()));
            track.openParts().forEach(part -> text.append(part(part, partUri)));
        }
        return text.append(track.ended() ? "#EXT-X-ENDLIST\n" : "").toString();
    }

    private static String serverControl(HlsConf conf) {
        StringBuilder text = new StringBuilder("#EXT-X-SERVER-CONTROL:");
        if (conf.blockingReload()) {
            text.append("CAN-BLOCK-RELOAD=YES,");
        }
        text.append("HOLD-BACK=").append(seconds(HOLD_BACK_TARGETS * conf.segmentMs()));
        if (conf.hasParts()) {
            text.append(",PART-HOLD-BACK=").append(seconds(HOLD_BACK_TARGETS * conf.partMs()));
        }
        return text.append('\n').toString();
    }

    private static long firstNumber(CaptionTrack track, List<HlsSegment> segments) {
        return segments.isEmpty()
                ? track.publishedMs() / track.conf().segmentMs()
                : segments.get(0).number();
    }

    private static String part(HlsPart part, Function<HlsPart, String> partUri) {
        return "#EXT-X-PART:DURATION="
                + seconds(part.endMs() - part.startMs())
                + ",URI=\""
                + partUri.apply(part)
                + "\",INDEPENDENT=YES\n";
    }

    private static String time(OptionalLong originTimeMs, long mediaMs) {
        return originTimeMs.isEmpty()
                ? ""
                : "#EXT-X-PROGRAM-DATE-TIME:" + instant(originTimeMs.getAsLong() + mediaMs) + "\n";
    }

    private static String instant(long epochMs) {
        return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(epochMs));
    }

    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%d.%03d", ms / 1_000, ms % 1_000);
    }
}
