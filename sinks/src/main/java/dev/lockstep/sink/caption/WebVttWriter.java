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
        StringBuilder out = new StringBuilder("WEBVTT\n");
        for (Cue cue : new CueSplitter(originPtsUs).split(finals)) {
            out.append('\n')
                    .append(CueText.time(cue.startMs(), '.'))
                    .append(" --> ")
                    .append(CueText.time(cue.endMs(), '.'))
                    .append('\n')
                    .append(CueText.body(cue))
                    .append('\n');
        }
        return out.toString();
    }
}
