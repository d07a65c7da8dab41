package dev.lockstep.inference.speech.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.decode.JsonTokenizer;
import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code config.json} says of a speech model that the Hugging Face exporter wrote: Whisper or
 * Moonshine. Immutable.
 *
 * @param spec tokens and limits
 * @param frontEnd makes the encoder's input
 */
public record HubSpeechConfig(SpeechModelSpec spec, FrontEnd frontEnd) {
    /** From this vocabulary on Whisper knows several languages, as its reference code says. */
    private static final int MULTILINGUAL_VOCABULARY = 51_865;

    /** The encoder halves the spectrogram's 10 ms. */
    private static final int POSITIONS_PER_SECOND = 50;

    /**
     * Reads it.
     *
     * @param tokenizer of the same model; Whisper's prompt is made of its added tokens
     * @throws ModelException if the file cannot be read or the model is of another family
     */
    public static HubSpeechConfig read(
            Path file, JsonTokenizer tokenizer, String id, String version) {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new ModelException("Cannot read the model's " + file + ".", e);
        }
        String family = json.path("model_type").asText();
        return switch (family) {
            case "whisper" -> whisper(json, tokenizer, id, version);
            case "moonshine" -> moonshine(json, id, version);
            default ->
                    throw new ModelException(
                            file
                                    + " is of a model of the type '"
                                    + family
                                    + "': Lockstep runs whisper and moonshine.");
        };
    }

    private static HubSpeechConfig whisper(
            JsonNode json, JsonTokenizer tokenizer, String id, String version) {
        List<Integer> prompt = new ArrayList<>();
        prompt.add(token(tokenizer, "<|startoftranscript|>"));
        if (json.path("vocab_size").asInt() >= MULTILINGUAL_VOCABULARY) {
            prompt.add(token(tokenizer, "<|en|>"));
            prompt.add(token(tokenizer, "<|transcribe|>"));
        }
        prompt.add(token(tokenizer, "<|notimestamps|>"));
        int seconds =
                json.path("max_source_positions").asInt(30 * POSITIONS_PER_SECOND)
                        / POSITIONS_PER_SECOND;
        return new HubSpeechConfig(
                SpeechModelSpec.whisper(
                        id,
                        version,
                        prompt.stream().mapToInt(Integer::intValue).toArray(),
                        token(tokenizer, "<|endoftext|>")),
                new LogMelFrontEnd(json.path("num_mel_bins").asInt(80), seconds));
    }

    private static HubSpeechConfig moonshine(JsonNode json, String id, String version) {
        SpeechModelSpec usual = SpeechModelSpec.moonshine(id, version);
        return new HubSpeechConfig(
                new SpeechModelSpec(
                        id,
                        version,
                        new int[] {
                            json.path("decoder_start_token_id").asInt(usual.startTokens()[0])
                        },
                        json.path("eos_token_id").asInt(usual.endToken()),
                        usual.maxTokensPerSecond(),
                        usual.shortestSamples()),
                FrontEnd.waveform());
    }

    private static int token(JsonTokenizer tokenizer, String content) {
        return tokenizer
                .added(content)
                .orElseThrow(
                        () ->
                                new ModelException(
                                        "The tokenizer of the Whisper model has no token "
                                                + content
                                                + "."));
    }
}
