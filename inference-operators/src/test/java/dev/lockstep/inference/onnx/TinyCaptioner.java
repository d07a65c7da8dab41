package dev.lockstep.inference.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The smallest model with the shape of a ViT with GPT-2 that the Hugging Face exporter writes:
 * pictures of 4 × 4 pixels, eight tokens. It writes "a bright sky" or "a dark room", by the mean of
 * the picture; the end of a text is also its beginning, as GPT-2 has it.
 */
final class TinyCaptioner {
    private static final int END = 0;
    private static final int A = 1;
    private static final int BRIGHT = 2;
    private static final int DARK = 3;
    private static final int ROOM = 4;
    private static final int SKY = 5;
    private static final int TOKENS = TinyWhisper.TOKENS;
    private static final int WIDTH = TinyWhisper.MELS;

    private TinyCaptioner() {}

    /**
     * Writes the folder: graphs, tokenizer and configuration.
     *
     * @param merged whether its decoder has a cache
     */
    static void write(Path folder, boolean merged) throws IOException {
        encoder().write(folder.resolve("encoder_model.onnx"));
        if (merged) {
            TinyWhisper.decoder(token(), level(), new float[TOKENS * TOKENS])
                    .write(folder.resolve("decoder_model_merged.onnx"));
        } else {
            plain().write(folder.resolve("decoder_model.onnx"));
        }
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"model_type": "vision-encoder-decoder", "decoder_start_token_id": 0,
                 "decoder": {"model_type": "gpt2", "eos_token_id": 0, "bos_token_id": 7}}
                """);
        Files.writeString(
                folder.resolve("preprocessor_config.json"),
                """
                {"do_resize": true, "size": {"height": 4, "width": 4}, "resample": 2,
                 "do_normalize": true, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
                """);
        Files.writeString(
                folder.resolve("tokenizer.json"),
                """
                {"decoder": {"type": "ByteLevel"},
                 "model": {"vocab": {"a": 1, "Ġbright": 2, "Ġdark": 3, "Ġroom": 4, "Ġsky": 5}},
                 "added_tokens": [{"id": 0, "content": "<|endoftext|>"}]}
                """);
    }

    private static OnnxGraph encoder() {
        return new OnnxGraph()
                .input("pixel_values", OnnxGraph.FLOAT, "batch", 3, 4, 4)
                .constant("states", 0, -1, WIDTH)
                .node("Reshape", "last_hidden_state", Map.of(), "pixel_values", "states")
                .output("last_hidden_state", OnnxGraph.FLOAT, "batch", "frames", WIDTH);
    }

    private static float[] token() {
        float[] token = new float[TOKENS * TOKENS];
        token[END * TOKENS + A] = 13;
        token[BRIGHT * TOKENS + SKY] = 13;
        token[DARK * TOKENS + ROOM] = 13;
        token[SKY * TOKENS + END] = 13;
        token[ROOM * TOKENS + END] = 13;
        return token;
    }

    private static float[] level() {
        float[] level = new float[TOKENS * TOKENS];
        level[A * TOKENS + BRIGHT] = 10;
        level[A * TOKENS + DARK] = -10;
        return level;
    }

    /** The same without a cache. */
    private static OnnxGraph plain() {
        return new OnnxGraph()
                .input("input_ids", OnnxGraph.INT64, "batch", "n")
                .input("encoder_hidden_states", OnnxGraph.FLOAT, "batch", "frames", WIDTH)
                .constant("token", token(), TOKENS, TOKENS)
                .constant("level", level(), TOKENS, TOKENS)
                .node("ReduceMean", "mean", Map.of("keepdims", 0L), "encoder_hidden_states")
                .node("Gather", "by token", Map.of(), "token", "input_ids")
                .node("Gather", "level of token", Map.of(), "level", "input_ids")
                .node("Mul", "by level", Map.of(), "level of token", "mean")
                .node("Add", "logits", Map.of(), "by token", "by level")
                .output("logits", OnnxGraph.FLOAT, "batch", "n", TOKENS);
    }

    /** Names of its files. */
    static List<String> files() {
        return List.of(
                "encoder_model.onnx",
                "decoder_model_merged.onnx",
                "tokenizer.json",
                "config.json",
                "preprocessor_config.json");
    }
}
