package dev.lockstep.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Questions about the demo in other words, as the module local asks a stored one. Stateless. */
final class DemoQuestions {
    private static final Path FILE =
            Path.of("../local/src/test/resources/dev/lockstep/local/search/demo-questions.tsv");

    private static final long NEAR_MS = 5_000;

    private DemoQuestions() {}

    /**
     * A question.
     *
     * @param fromMs from when the answer is said, shown or written, in the talk
     * @param toMs until when
     */
    record Question(long fromMs, long toMs, String text) {
        /** Whether a moment is no further than 5 s from the answer. */
        boolean isNear(long startMs, long endMs) {
            return startMs <= toMs + NEAR_MS && endMs >= fromMs - NEAR_MS;
        }
    }

    static List<Question> all() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", 3))
                .map(f -> new Question(millis(f[0]), millis(f[1]), f[2]))
                .toList();
    }

    private static long millis(String seconds) {
        return Math.round(Double.parseDouble(seconds) * 1000);
    }
}
