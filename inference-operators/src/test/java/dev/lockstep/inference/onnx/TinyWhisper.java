package dev.lockstep.inference.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The smallest model with the shape of a Whisper that the Hugging Face exporter writes: one layer,
 * one head, a second of sound, eight tokens. It says "quiet" to silence and "loud la la la" to
 * noise; that the words end is decided by how many tokens the cache holds.
 */
final class TinyWhisper {
    static final int START = 0;
    static final int ENGLISH = 1;
    static final int TRANSCRIBE = 2;
    static final int NO_TIMESTAMPS = 3;
    static final int END = 4;
    static final int QUIET = 5;
    static final int LOUD = 6;
    static final int LA = 7;

    static final int TOKENS = 8;

    /** Mel bands, and width of the states. */
    static final int MELS = 8;

    private TinyWhisper() {}

    /** Writes the folder: graphs, tokenizer and configuration. */
    static void write(Path folder) throws IOException {
        encoder().write(folder.resolve("encoder_model.onnx"));
        decoder().write(folder.resolve("decoder_model_merged.onnx"));
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"model_type": "whisper", "vocab_size": 51865, "num_mel_bins": 8,
                 "max_source_positions": 50, "eos_token_id": 4}
                """);
        Files.writeString(
                folder.resolve("tokenizer.json"),
                """
                {"decoder": {"type": "ByteLevel"},
                 "model": {"vocab": {"Ġquiet": 5, "Ġloud": 6, "Ġla": 7}},
                 "added_tokens": [
                   {"id": 0, "content": "<|startoftranscript|>"},
                   {"id": 1, "content": "<|en|>"},
                   {"id": 2, "content": "<|transcribe|>"},
                   {"id": 3, "content": "<|notimestamps|>"},
                   {"id": 4, "content": "<|endoftext|>"}]}
                """);
    }

    private static OnnxGraph encoder() {
        return new OnnxGraph()
                .input("input_features", OnnxGraph.FLOAT, "batch", MELS, "frames")
                .node(
                        "Transpose",
                        "last_hidden_state",
                        Map.of("perm", List.of(0L, 2L, 1L)),
                        "input_features")
                .output("last_hidden_state", OnnxGraph.FLOAT, "batch", "frames", MELS);
    }

    static OnnxGraph decoder() {
        float[] token = new float[TOKENS * TOKENS];
        float[] level = new float[TOKENS * TOKENS];
        float[] length = new float[TOKENS * TOKENS];
        level[NO_TIMESTAMPS * TOKENS + LOUD] = 10;
        level[NO_TIMESTAMPS * TOKENS + QUIET] = -10;
        token[QUIET * TOKENS + END] = 13;
        token[LOUD * TOKENS + LA] = 13;
        token[LA * TOKENS + LA] = 13;
        // Two ones for each token in the cache: the end is likelier from the seventh on.
        length[LA * TOKENS + END] = 1;
        for (int other : new int[] {START, ENGLISH, TRANSCRIBE}) {
            Arrays.fill(token, other * TOKENS, (other + 1) * TOKENS, -1);
        }
        return decoder(token, level, length);
    }

    /**
     * A merged decoder whose scores are what follows the token, plus what the mean of the encoder's
     * states and the cache's length say; each table is [token before, token] of {@link #TOKENS}.
     */
    static OnnxGraph decoder(float[] token, float[] level, float[] length) {
        OnnxGraph graph =
                new OnnxGraph()
                        .input("input_ids", OnnxGraph.INT64, "batch", "n")
                        .input("encoder_hidden_states", OnnxGraph.FLOAT, "batch", "frames", MELS)
                        .input("use_cache_branch", OnnxGraph.BOOL, 1);
        for (String half : List.of("key", "value")) {
            for (String side : List.of("decoder", "encoder")) {
                String name = "0." + side + "." + half;
                graph.input("past_key_values." + name, OnnxGraph.FLOAT, "batch", 1, side, 2);
                graph.output("present." + name, OnnxGraph.FLOAT, "batch", 1, side + " now", 2);
            }
        }
        cache(graph);
        follows(graph.constant("length", length, TOKENS, TOKENS), token, level);
        return graph.node("Add", "with level", Map.of(), "by token", "by level")
                .node("Add", "logits", Map.of(), "with level", "by length")
                .output("logits", OnnxGraph.FLOAT, "batch", "n", TOKENS);
    }

    private static void cache(OnnxGraph graph) {
        graph.constant("zero", new float[] {0}, 1)
                .constant("one", new float[] {1}, 1)
                .constant("per head", 1, 1, -1, 1)
                .constant("of width 2", 1, 1, -1, 2)
                .node("Cast", "ids", Map.of("to", (long) OnnxGraph.FLOAT), "input_ids")
                .node("Mul", "zeros", Map.of(), "ids", "zero")
                .node("Add", "ones", Map.of(), "zeros", "one")
                .node("Reshape", "column", Map.of(), "ones", "per head")
                .node("Concat", "new", Map.of("axis", 3L), "column", "column");
        for (String half : List.of("key", "value")) {
            String decoder = "0.decoder." + half;
            graph.node(
                            "Concat",
                            "present." + decoder,
                            Map.of("axis", 2L),
                            "past_key_values." + decoder,
                            "new")
                    .node(
                            "Reshape",
                            "present.0.encoder." + half,
                            Map.of(),
                            "encoder_hidden_states",
                            "of width 2");
        }
    }

    private static void follows(OnnxGraph graph, float[] token, float[] level) {
        graph.constant("token", token, TOKENS, TOKENS)
                .constant("level", level, TOKENS, TOKENS)
                .node("ReduceMean", "heard", Map.of("keepdims", 0L), "encoder_hidden_states")
                .node(
                        "ReduceMean",
                        "heard before",
                        Map.of("keepdims", 0L),
                        "past_key_values.0.encoder.key")
                .node("Where", "mean", Map.of(), "use_cache_branch", "heard before", "heard")
                .node(
                        "ReduceSum",
                        "cached",
                        Map.of("keepdims", 0L),
                        "past_key_values.0.decoder.value")
                .node("Gather", "by token", Map.of(), "token", "input_ids")
                .node("Gather", "level of token", Map.of(), "level", "input_ids")
                .node("Gather", "length of token", Map.of(), "length", "input_ids")
                .node("Mul", "by level", Map.of(), "level of token", "mean")
                .node("Mul", "by length", Map.of(), "length of token", "cached");
    }
}
