package dev.lockstep.sink.caption;

import dev.lockstep.schema.avro.Caption;
import java.util.List;

/** SubRip; without captions an empty file. */
public final class SrtWriter implements CaptionFormat {
    @Override
    public String fileName() {
        return "captions.srt";
    }

    @Override
    public String format(List<Caption> finals, long originPtsUs) {
        List<TimedCaption> timed =
                finals.stream().map(caption -> TimedCaption.of(caption, originPtsUs)).toList();
        StringBuilder out = new StringBuilder();
        int number = 1;
        for (Cue cue : CueSplitter.split(timed)) {
            out.append(number++)
                    .append('\n')
                    .append(CueText.time(cue.startMs(), ','))
                    .append(" --> ")
                    .append(CueText.time(cue.endMs(), ','))
                    .append('\n')
                    .append(CueText.body(cue))
                    .append("\n\n");
        }
        return out.toString();
    }
}
