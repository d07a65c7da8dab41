package dev.lockstep.view.http;

import dev.lockstep.view.model.BoxView;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.MemberView;
import dev.lockstep.view.model.ModalityView;
import dev.lockstep.view.model.ModelView;
import dev.lockstep.view.model.SceneView;
import dev.lockstep.view.model.SeenView;
import dev.lockstep.view.model.SimilarityView;
import dev.lockstep.view.model.SourceView;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.model.WordView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of the view with all fields set. */
final class Samples {
    private static final long ORIGIN_MS = 1_700_000_000_000L;

    private Samples() {}

    /** A caption of two seconds whose words are those of the two texts. */
    static CaptionView caption(long utterance, int revision, String committed, String tentative) {
        long startMs = utterance * 3_000;
        List<WordView> words = new ArrayList<>();
        long at = startMs;
        for (String word : committed.split(" ", -1)) {
            words.add(new WordView(word, at, at + 200, true, 0.9));
            at += 250;
        }
        for (String word : tentative.isEmpty() ? new String[0] : tentative.split(" ", -1)) {
            words.add(new WordView(word, at, at + 200, false, null));
            at += 250;
        }
        boolean isFinal = tentative.isEmpty();
        return new CaptionView(
                "mic",
                utterance,
                revision,
                startMs,
                startMs + 2_000,
                ORIGIN_MS + startMs,
                committed,
                tentative,
                isFinal,
                isFinal && utterance % 2 == 0,
                words,
                0.93,
                "en",
                new ModelView("moonshine-tiny-en", "0.0.44"),
                420L);
    }

    static WindowView window(long index, int revision) {
        return new WindowView(
                index,
                index * 1_000,
                (index + 1) * 1_000,
                ORIGIN_MS + index * 1_000,
                revision,
                revision > 1,
                "complete",
                "gated",
                List.of(new ModalityView("audio", "complete", null, 0.6, 1.0, 0.2)),
                List.of(
                        new MemberView(
                                "text",
                                "chat",
                                0,
                                4,
                                0,
                                0,
                                "hello",
                                List.of("person"),
                                List.of("EXIT"),
                                3.5,
                                "en",
                                false)),
                List.of(new SourceView("mic", "audio", "active", 900L, 1.5, 20.0)),
                List.of(new SimilarityView("audio", "text", 0.4)));
    }

    static TurnView turn(long turn, int revision) {
        return new TurnView(
                turn,
                revision,
                turn * 5_000,
                turn * 5_000 + 4_000,
                "A",
                0.8,
                "turn " + turn + " " + revision,
                List.of("EXIT"),
                List.of("hi"),
                revision > 1);
    }

    static SceneView scene(long atMs) {
        return new SceneView(
                "camera",
                atMs,
                ORIGIN_MS + atMs,
                Long.toString(atMs),
                640,
                480,
                List.of(new SeenView("person", 0.8, new BoxView(0.1, 0.2, 0.3, 0.4), "7")),
                List.of(new SeenView("EXIT", 0.9, new BoxView(0.5, 0.5, 0.2, 0.1), null)),
                "FLAG",
                Map.of("nsfw", 0.1),
                "a person at a door",
                List.of(new ModelView("yolox-nano", "0.1.1")));
    }
}
