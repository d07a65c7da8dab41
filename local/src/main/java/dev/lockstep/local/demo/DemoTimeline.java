package dev.lockstep.local.demo;

import dev.lockstep.local.demo.DemoScript.Clip;
import dev.lockstep.local.demo.DemoScript.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * When each clip and each sentence of it is played. Immutable.
 *
 * @param placed the clips with where they begin
 * @param durationUs length of the whole, µs
 */
record DemoTimeline(List<Placed> placed, long durationUs) {
    /** Silence after each clip, long enough to end an utterance and the stream's last one. */
    static final long PAUSE_US = 1_500_000;

    DemoTimeline {
        placed = List.copyOf(placed);
    }

    /** A clip and where it begins in the demo, µs. */
    record Placed(Clip clip, long startUs, long durationUs) {}

    /** What a slide shows: title and sentence, which is empty before the first one. */
    record Slide(String title, String sentence) {}

    /** Puts the clips one after the other. */
    static DemoTimeline of(List<Clip> clips, List<Long> durationsUs) {
        List<Placed> placed = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < clips.size(); i++) {
            placed.add(new Placed(clips.get(i), at, durationsUs.get(i)));
            at += durationsUs.get(i) + PAUSE_US;
        }
        return new DemoTimeline(placed, at);
    }

    /** The slide at a time: a sentence stays until the next one begins. */
    Slide slideAt(long timeUs) {
        Placed current = placed.get(0);
        for (Placed clip : placed) {
            if (clip.startUs() <= timeUs) {
                current = clip;
            }
        }
        String sentence = "";
        for (Line line : current.clip().lines()) {
            if (current.startUs() + line.startUs() <= timeUs) {
                sentence = line.text();
            }
        }
        return new Slide(current.clip().title(), sentence);
    }
}
