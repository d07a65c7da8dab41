package dev.lockstep.view.http;

import dev.lockstep.sink.hls.CaptionTrack;
import dev.lockstep.sink.hls.HlsConf;
import dev.lockstep.sink.hls.HlsPart;
import dev.lockstep.sink.hls.HlsSegment;
import dev.lockstep.sink.hls.MediaPlaylist;
import dev.lockstep.view.hls.TimedCaptions;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.query.StreamViews;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The HLS track of one stream, brought up to date whenever somebody asks. It keeps five minutes.
 * Thread-safe; may block for the state.
 */
final class ServedTrack {
    private static final int SEGMENTS = 75;
    private static final int CAPTIONS = 200;
    private static final HlsConf CONF = HlsConf.DEFAULT.served(SEGMENTS, false);

    private final String stream;
    private @Nullable CaptionTrack track;
    private OptionalLong originTimeMs = OptionalLong.empty();
    private volatile long idleSinceMs;

    ServedTrack(String stream) {
        this.stream = stream;
    }

    void touch(long nowMs) {
        idleSinceMs = nowMs;
    }

    long idleSinceMs() {
        return idleSinceMs;
    }

    /** The playlist as it stands. */
    synchronized String playlist(StreamViews views) {
        return MediaPlaylist.of(
                upToDate(views), originTimeMs, ServedTrack::name, ServedTrack::name);
    }

    /**
     * What a segment, or a part of one, shows.
     *
     * @param part number of the part; -1 for the whole segment
     */
    synchronized Optional<String> text(StreamViews views, long segment, int part) {
        CaptionTrack current = upToDate(views);
        if (part < 0) {
            return current.segments().stream()
                    .filter(each -> each.number() == segment)
                    .map(HlsSegment::text)
                    .findFirst();
        }
        List<HlsPart> open = current.openParts();
        return Stream.concat(
                        current.segments().stream().flatMap(each -> each.parts().stream()),
                        open.stream())
                .filter(each -> each.segment() == segment && each.index() == part)
                .map(HlsPart::text)
                .findFirst();
    }

    private CaptionTrack upToDate(StreamViews views) {
        StreamSummary summary = views.stream(stream).summary();
        CaptionTrack current = track;
        if (current == null) {
            long first = summary.positionMs() / CONF.segmentMs() - SEGMENTS;
            current = new CaptionTrack(CONF, Math.max(0, first));
            track = current;
        }
        if (!current.ended()) {
            originTimeMs = OptionalLong.of(summary.originTimeMs());
            for (CaptionView caption : views.newestCaptions(stream, CAPTIONS)) {
                if (caption.endMs() > current.publishedMs() - CONF.segmentMs() * SEGMENTS) {
                    current.accept(
                            TimedCaptions.key(caption),
                            TimedCaptions.committed(caption),
                            caption.isFinal());
                }
            }
            if (summary.state().equals("ended")) {
                current.end(summary.positionMs());
            } else {
                current.advance(summary.positionMs());
            }
        }
        return current;
    }

    private static String name(HlsSegment segment) {
        return String.format(Locale.ROOT, "%d.vtt", segment.number());
    }

    private static String name(HlsPart part) {
        return String.format(Locale.ROOT, "%d.%d.vtt", part.segment(), part.index());
    }
}
