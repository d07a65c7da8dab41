package dev.lockstep.sink.caption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.Caption;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class CueSplitterProperties {
    @Property(tries = 300)
    void noWordIsLostAndEveryCueCanBeRead(
            @ForAll @Size(min = 1, max = 5)
                    List<
                                    @Size(min = 1, max = 40) List<
                                            @AlphaChars @StringLength(min = 1, max = 60) String>>
                            utterances,
            @ForAll @IntRange(max = 3_000) int wordMs) {
        List<Caption> captions = new ArrayList<>();
        long at = 0;
        for (List<String> words : utterances) {
            captions.add(Captions.of(captions.size(), at, wordMs, String.join(" ", words)));
            at += (long) words.size() * wordMs + 300;
        }

        List<Cue> cues =
                CueSplitter.split(
                        captions.stream().map(caption -> TimedCaption.of(caption, 0)).toList());

        StringBuilder shown = new StringBuilder();
        long before = 0;
        for (Cue cue : cues) {
            assertThat(cue.startMs()).isGreaterThanOrEqualTo(before);
            assertThat(cue.endMs()).isGreaterThan(cue.startMs());
            assertThat(cue.lines()).hasSizeBetween(1, CueSplitter.MAX_LINES);
            for (String line : cue.lines()) {
                assertThat(line.length()).isBetween(1, CueSplitter.MAX_LINE_CHARS);
                shown.append(line.replace(" ", ""));
            }
            before = cue.startMs();
        }
        String said = String.join("", utterances.stream().flatMap(List::stream).toList());
        assertThat(shown).hasToString(said);
    }
}
