package dev.lockstep.browser;

import dev.lockstep.view.model.WindowView;
import java.util.List;

/** Two minutes of a made-up town hall, for tests that look at a full page. Stateless. */
final class Programme {
    static final String STREAM = "town-hall";

    private static final int WINDOWS = 236;
    private static final long UTTERANCE_MS = 3_000;
    private static final List<String> SENTENCES =
            List.of(
                    "Good evening, and welcome to the town hall.",
                    "Tonight we look at three plans for the northern bank.",
                    "The first is the oldest of them.",
                    "It is a bridge over the river, beside the old mill.",
                    "Two firms have answered, and the third wants to see the ground.",
                    "The mill stays where it is.",
                    "We have time for questions from the room and from the chat.");

    private Programme() {}

    /** Plays it up to its end, where the speaker is in the middle of a sentence. */
    static void play(ScriptedViews views) {
        views.add(STREAM);
        for (int number = 0; number < 39; number++) {
            views.put(STREAM, Samples.caption(number, said(number)));
        }
        views.put(STREAM, Samples.caption(39, 1, "Two firms have answered,", "and the", false));
        for (int index = 0; index < WINDOWS; index++) {
            views.put(STREAM, window(index));
        }
        views.put(STREAM, Samples.turn(10, said(3), "TOWN HALL", "anna: what does it cost?"));
        views.put(STREAM, Samples.turn(11, said(5), "TOWN HALL", "ben: is that the mill?"));
        views.put(
                STREAM,
                Samples.scene("117", 117_000, "person", "TOWN HALL"),
                Samples.frame("117", 117_000));
    }

    private static String said(long number) {
        return SENTENCES.get((int) (number % SENTENCES.size()));
    }

    private static WindowView window(int index) {
        String video =
                index > 150 && index < 170
                        ? "missing"
                        : index < 178 && index >= 170 ? "partial" : "complete";
        String reason = video.equals("missing") ? "not-yet" : "gap";
        long start = index * 500L;
        WindowView plain = Samples.window(index, "", video, reason);
        long number = start / UTTERANCE_MS;
        return new WindowView(
                plain.index(),
                plain.startMs(),
                plain.endMs(),
                plain.eventTimeMs(),
                plain.revision(),
                plain.settled(),
                plain.fireReason(),
                plain.fusion(),
                plain.modalities(),
                List.of(
                        Samples.member(
                                "audio",
                                "microphone",
                                number,
                                number * UTTERANCE_MS,
                                UTTERANCE_MS - 500,
                                said(number)),
                        Samples.member(
                                "video",
                                "camera",
                                index / 2,
                                index / 2 * 1_000L,
                                0,
                                index / 40 % 2 == 0 ? "person" : "person, laptop"),
                        Samples.member(
                                "text",
                                "chat",
                                start / 25_000,
                                start / 25_000 * 25_000 + 4_000,
                                0,
                                start / 25_000 % 2 == 0
                                        ? "anna: what does it cost?"
                                        : "ben: is that the mill?")),
                plain.sources(),
                plain.similarities());
    }
}
