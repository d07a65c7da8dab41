package dev.lockstep.sink.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sink.caption.TimedCaption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CaptionTrackProperties {
    private static final Pattern CUE =
            Pattern.compile("(\\d+):(\\d\\d):(\\d\\d\\.\\d{3}) --> (\\d+):(\\d\\d):(\\S+)\n");

    @Property(tries = 300)
    void everyWordIsShownOnceInOrderAndNoCueLeavesTheMedia(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 12) int utterances,
            @ForAll @IntRange(max = 6_000) int lateMs,
            @ForAll @IntRange(min = 20, max = 900) int wordMs) {
        CaptionTrack track = new CaptionTrack(HlsConf.DEFAULT);
        List<String> said = new ArrayList<>();
        List<String> partTexts = new ArrayList<>();
        long at = random.nextInt(3_000);
        long newestMs = 0;
        int number = 0;
        for (int u = 0; u < utterances; u++) {
            int count = 1 + random.nextInt(30);
            List<String> words = new ArrayList<>();
            for (int w = 0; w < count; w++) {
                words.add("w" + number++ + (random.nextInt(8) == 0 ? "." : ""));
            }
            said.addAll(words);
            TimedCaption caption = Spoken.caption(at, wordMs, String.join(" ", words));
            for (int known = 1; known <= count; known += 1 + random.nextInt(5)) {
                track.accept("a/" + u, Spoken.first(caption, known), false);
                newestMs =
                        Math.max(newestMs, at + (long) known * wordMs + random.nextInt(lateMs + 1));
                track.advance(newestMs);
            }
            track.accept("a/" + u, caption, true);
            at = caption.endMs() + (u + 1 < utterances ? random.nextInt(6_000) : 0);
        }
        long mediaEndMs = Math.max(newestMs, at + random.nextInt(500));

        track.end(mediaEndMs);

        Set<String> cues = new LinkedHashSet<>();
        long beforeMs = 0;
        for (HlsSegment segment : track.segments()) {
            assertThat(segment.startMs()).isEqualTo(beforeMs);
            assertThat(segment.endMs() - segment.startMs()).isBetween(1L, 4_000L);
            beforeMs = segment.endMs();
            String body = segment.text().substring(segment.text().indexOf("LOCAL"));
            for (String block : body.split("\n\n", -1)) {
                Matcher times = CUE.matcher(block);
                if (times.find()) {
                    cues.add(block.strip());
                    long startMs = ms(times, 1);
                    long endMs = ms(times, 4);
                    assertThat(startMs).isBetween(0L, segment.endMs() - 1);
                    assertThat(endMs).isGreaterThan(startMs).isGreaterThan(segment.startMs());
                    assertThat(endMs).isLessThanOrEqualTo(mediaEndMs);
                }
            }
            segment.parts().forEach(part -> partTexts.add(part.text()));
        }
        assertThat(beforeMs).isEqualTo(mediaEndMs);
        List<String> shown = new ArrayList<>();
        for (String cue : cues) {
            String text = cue.substring(cue.indexOf('\n') + 1).strip();
            shown.addAll(List.of(text.split("\\s+", -1)));
        }
        assertThat(shown).isEqualTo(said);
        for (String text : partTexts) {
            Matcher times = CUE.matcher(text);
            while (times.find()) {
                assertThat(cues.toString()).contains(times.group().strip());
            }
        }
    }

    private static long ms(Matcher times, int group) {
        return Long.parseLong(times.group(group)) * 3_600_000
                + Long.parseLong(times.group(group + 1)) * 60_000
                + Math.round(Double.parseDouble(times.group(group + 2)) * 1_000);
    }
}
