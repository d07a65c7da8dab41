package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.text.encode.HubTextTokenizer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * MiniLM beside values that {@code src/test/reference/text_reference.py} computed without any code
 * of Lockstep.
 */
class TextEncoderITCase {
    private static final int TOKENS = 256;

    private static Path folder;
    private static OnnxTextEncoder encoder;

    @BeforeAll
    static void load() {
        folder = ModelStore.standard(ProgressListener.NONE).resolve("minilm");
        encoder = new OnnxTextEncoder(folder, TOKENS, OnnxRuntime.cpu());
    }

    @AfterAll
    static void free() {
        encoder.close();
    }

    private static JsonNode reference() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(
                        TextEncoderITCase.class.getResourceAsStream("minilm-reference.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void tokensAndVectorsAreThoseOfTheReference() throws Exception {
        int compared = 0;
        try (HubTextTokenizer tokenizer =
                new HubTextTokenizer(folder.resolve("tokenizer.json"), TOKENS)) {
            for (JsonNode entry : reference()) {
                String text = entry.get("text").asText();
                long[] ids = new long[entry.get("ids").size()];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = entry.get("ids").get(i).asLong();
                }
                String shown = text.substring(0, Math.min(40, text.length()));
                assertThat(tokenizer.encode(text)).as(shown).containsExactly(ids);
                float[] vector = encoder.encode(List.of(text))[0];
                assertThat(vector).hasSize(entry.get("vector").size()).hasSize(384);
                double cosine = 0;
                for (int i = 0; i < vector.length; i++) {
                    float expected = (float) entry.get("vector").get(i).asDouble();
                    cosine += vector[i] * expected;
                    if (entry.get("stable").asBoolean()) {
                        assertThat(vector[i])
                                .as("%s, value %d", shown, i)
                                .isCloseTo(expected, within(1e-3f));
                    }
                }
                // Where a rounding may fall either way on another processor.
                assertThat(cosine).as(shown).isGreaterThan(0.98);
                compared += entry.get("stable").asBoolean() ? 1 : 0;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aTextHasTheSameVectorAloneAndAmongOthers() throws Exception {
        List<String> texts = new ArrayList<>();
        reference().forEach(entry -> texts.add(entry.get("text").asText()));
        float[][] together = encoder.encode(texts);
        List<CompletableFuture<float[][]>> apart = new ArrayList<>();
        for (String text : texts) {
            apart.add(CompletableFuture.supplyAsync(() -> encoder.encode(List.of(text))));
        }
        for (int i = 0; i < texts.size(); i++) {
            assertThat(apart.get(i).join()[0]).containsExactly(together[i]);
        }
    }

    @Test
    void anyTextHasAVectorOfLengthOneOrNone() {
        String half = "half a pair \ud83c and the other half \udf89";
        float[][] vectors =
                encoder.encode(
                        List.of(
                                "",
                                " \n\t\u2003",
                                "\u0000\u0007\u200b",
                                half,
                                half.replace('\ud83c', '\ufffd').replace('\udf89', '\ufffd'),
                                "x ".repeat(1 << 19),
                                "y".repeat(1 << 20),
                                "🎉".repeat(1 << 19)));
        assertThat(vectors[0]).isEmpty();
        assertThat(vectors[1]).isEmpty();
        for (int i = 2; i < vectors.length; i++) {
            double squares = 0;
            for (float value : vectors[i]) {
                squares += value * value;
            }
            assertThat(squares).as("vector %d", i).isCloseTo(1, within(1e-5));
        }
        assertThat(vectors[3]).containsExactly(vectors[4]);
    }

    @Test
    void aTextCountsByItsBeginning() {
        String long1 = "one two three four five six ".repeat(100);
        float[][] vectors = encoder.encode(List.of(long1 + "cat", long1 + "dog", long1));
        assertThat(vectors[0]).containsExactly(vectors[1]).containsExactly(vectors[2]);
    }

    @Test
    void whatIsNoTextModelIsRefused(@TempDir Path wrong) throws Exception {
        assertThatThrownBy(() -> new OnnxTextEncoder(wrong, TOKENS, OnnxRuntime.cpu()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no tokenizer");
        Files.writeString(wrong.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> new OnnxTextEncoder(wrong, TOKENS, OnnxRuntime.cpu()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not a tokenizer that can be loaded");
        Files.copy(
                folder.resolve("tokenizer.json"),
                wrong.resolve("tokenizer.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                ModelStore.standard(ProgressListener.NONE)
                        .resolve("silero-vad")
                        .resolve("silero_vad.onnx"),
                wrong.resolve("model.onnx"));
        assertThatThrownBy(() -> new OnnxTextEncoder(wrong, TOKENS, OnnxRuntime.cpu()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("it is no sentence encoder");
    }
}
