package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier of four words, and the same graph as a sentence encoder. */
class OnnxTextClassifierTest {
    static final String TOKENIZER =
            """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
             "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
             "post_processor": null, "decoder": null,
             "model": {"type": "WordLevel", "unk_token": "?",
                       "vocab": {"?": 0, "good": 1, "bad": 2, "awful": 3}}}
            """;

    @TempDir private Path folder;

    /** Logits are the mean of a row of two for each token. */
    private void write(String config, int labels) throws IOException {
        new OnnxGraph()
                .input("input_ids", OnnxGraph.INT64, 1, "tokens")
                .input("attention_mask", OnnxGraph.INT64, 1, "tokens")
                .output("logits", OnnxGraph.FLOAT, 1, labels)
                .constant("table", new float[] {0, 0, 2, -2, -1, 1, -3, 3}, 4, 2)
                .node("Gather", "states", Map.of("axis", 0L), "table", "input_ids")
                .node(
                        "ReduceMean",
                        "logits",
                        Map.of("axes", java.util.List.of(1L), "keepdims", 0L),
                        "states")
                .write(folder.resolve("model.onnx"));
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
        Files.writeString(folder.resolve("config.json"), config);
    }

    private static String config(String more) {
        return "{" + more + "\"id2label\": {\"0\": \"neutral\", \"1\": \"toxic\"}}";
    }

    @Test
    void labelsThatExcludeOneAnotherShareTheScore() throws Exception {
        write(config(""), 2);
        try (OnnxTextClassifier classifier =
                new OnnxTextClassifier(folder, 256, OnnxRuntime.cpu())) {
            Map<String, Float> scores = classifier.classify("Awful bad");
            // Logits (-2, 2).
            assertThat(scores).containsOnlyKeys("neutral", "toxic");
            assertThat(scores.get("toxic"))
                    .isCloseTo((float) (1 / (1 + Math.exp(-4))), within(1e-6f));
            assertThat(scores.values().stream().mapToDouble(score -> score).sum())
                    .isCloseTo(1, within(1e-6));
            assertThat(classifier.classify("good").get("toxic")).isLessThan(0.02f);
            assertThat(classifier.classify("whatever").get("toxic")).isEqualTo(0.5f);
        }
    }

    @Test
    void labelsOfTheirOwnHaveAScoreOfTheirOwn() throws Exception {
        write(config("\"problem_type\": \"multi_label_classification\", "), 2);
        try (OnnxTextClassifier classifier =
                new OnnxTextClassifier(folder, 256, OnnxRuntime.cpu())) {
            assertThat(classifier.classify("bad").get("toxic"))
                    .isCloseTo((float) (1 / (1 + Math.exp(-1))), within(1e-6f));
        }
    }

    @Test
    void aTextCountsByItsFirstTokens() throws Exception {
        write(config(""), 2);
        try (OnnxTextClassifier classifier = new OnnxTextClassifier(folder, 2, OnnxRuntime.cpu())) {
            assertThat(classifier.classify("good good awful awful awful"))
                    .isEqualTo(classifier.classify("good good"));
        }
    }

    @Test
    void filesThatDoNotFitAreRefused() throws Exception {
        write("{\"id2label\": {\"0\": \"a\", \"1\": \"b\", \"2\": \"c\"}}", 2);
        assertRefused("give logits [1, 3], one for each label of config.json");
        write("{}", 2);
        assertRefused("has no id2label with the labels 0, 1, 2");
        write("{\"id2label\": {\"0\": \"a\", \"2\": \"c\"}}", 2);
        assertRefused("has no id2label");
        Files.delete(folder.resolve("config.json"));
        assertRefused("cannot be read");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> new OnnxTextClassifier(folder, 256, OnnxRuntime.cpu()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(why);
    }
}
