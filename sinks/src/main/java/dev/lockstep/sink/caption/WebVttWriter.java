package dev.lockstep.sink.caption;

import dev.lockstep.schema.avro.Caption;
import java.util.List;

/** WebVTT; without captions an empty but valid file. */
public final class WebVttWriter implements CaptionFormat {
    @Override
    public String fileName() {
        return "captions.vtt";
    }

    @Override
    public String format(List<Caption> finals, long originPtsUs) {
        List<TimedCaption> timed =
                finals.stream().map(caption -> TimedCaption.of(caption, originPtsUs)).toList();
        StringBuilder out = new StringBuilder("WEBVTT\n");
        for (Cue cue : CueSplitter.split(timed)) {
            out.append('\n').append(webVtt(cue));
        }
        return out.toString();
    }

    /** A cue as WebVTT has it, escaped: its times and its lines, each with a line end. */
    public static String webVtt(Cue cue) {
        return CueText.time(cue.startMs(), '.')
                + " --> "
                + CueText.time(cue.endMs(), '.')
                + "\n"
                + CueText.body(cue)
                + "\n";
    }
}
