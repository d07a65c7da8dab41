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
        return of(timed);
    }

    /** A whole file, whatever records the captions came in; those without text are left out. */
    public static String of(List<TimedCaption> captions) {
        StringBuilder out = new StringBuilder("WEBVTT\n");
        for (Cue cue : CueSplitter.split(captions)) {
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
