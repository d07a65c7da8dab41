package dev.lockstep.sink.hls;

import dev.lockstep.sink.caption.Cue;
import dev.lockstep.sink.caption.WebVttWriter;
import java.util.List;

/**
 * The text of a WebVTT segment: the head that RFC 8216, section 3.5 asks for, and the cues that are
 * on screen meanwhile, each with the times that it has in every segment. Stateless.
 *
 * <p>Each ends with an empty line, so that players which join segments before they read them find
 * the head of the next one.
 *
 * <p>All segments map local time 0, which is media time 0, to the same time stamp. After 26.5 hours
 * the time stamps of the media have wrapped while the cues' times go on; the RFC asks clients to
 * account for that.
 */
public final class SegmentText {
    private SegmentText() {}

    /**
     * The text of the segment or part from one time to another.
     *
     * @param cues cues in their order; those that are not on screen in that time are left out
     * @param mpegTsOffset time stamp of media time 0, 90 kHz ticks
     */
    public static String of(List<Cue> cues, long startMs, long endMs, long mpegTsOffset) {
        StringBuilder text =
                new StringBuilder("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:")
                        .append(MpegTsClock.ticks(mpegTsOffset, 0))
                        .append(",LOCAL:00:00:00.000\n\n");
        for (Cue cue : cues) {
            if (cue.startMs() < endMs && cue.endMs() > startMs) {
                text.append(WebVttWriter.webVtt(cue)).append('\n');
            }
        }
        return text.toString();
    }
}
