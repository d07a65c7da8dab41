package dev.lockstep.inference.vision.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.decode.DecodeSpec;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.embed.PicturePreparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What must be known of a model that describes pictures. Immutable.
 *
 * @param decoding how a text begins and ends
 * @param maxTokens most tokens of a text
 * @param preparation what becomes of a picture before
 */
public record DescriptionSpec(DecodeSpec decoding, int maxTokens, PicturePreparation preparation) {
    /** What transformers' {@code generate} writes at most where nothing is said. */
    private static final int USUAL_TOKENS = 20;

    /** A picture must not keep a thread for ever. */
    private static final int MOST_TOKENS = 128;

    /**
     * Reads the configuration of a folder: {@code generation_config.json} where there is one, then
     * {@code config.json}, its part {@code decoder} last, as transformers does.
     *
     * @throws ModelException if a file cannot be read or does not say how a text begins and ends
     */
    public static DescriptionSpec read(DescriptionFiles files) {
        JsonNode config = json(files.config());
        List<JsonNode> places =
                Files.isRegularFile(files.generation())
                        ? List.of(json(files.generation()), config, config.path("decoder"))
                        : List.of(config, config.path("decoder"));
        int end = required(files.config(), places, "eos_token_id");
        OptionalInt start = first(places, "decoder_start_token_id");
        int begin =
                start.isPresent()
                        ? start.getAsInt()
                        : required(files.config(), places, "bos_token_id");
        OptionalInt length = first(places, "max_new_tokens");
        int most = length.orElse(first(places, "max_length").orElse(USUAL_TOKENS));
        return new DescriptionSpec(
                new DecodeSpec(new int[] {begin}, end),
                Math.max(1, Math.min(most, MOST_TOKENS)),
                PicturePreparation.read(files.preparation()));
    }

    private static int required(Path config, List<JsonNode> places, String key) {
        return first(places, key)
                .orElseThrow(
                        () ->
                                new ModelException(
                                        config
                                                + " does not say how a description begins and ends:"
                                                + " it has no "
                                                + key
                                                + ", nor has generation_config.json beside it."));
    }

    /** The first number of this name; of a list its first one. */
    private static OptionalInt first(List<JsonNode> places, String key) {
        for (JsonNode place : places) {
            JsonNode value = place.path(key);
            JsonNode number = value.isArray() ? value.path(0) : value;
            if (number.isInt() && number.asInt() >= 0) {
                return OptionalInt.of(number.asInt());
            }
        }
        return OptionalInt.empty();
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new ModelException("Cannot read the captioning model's " + file + ".", e);
        }
    }
}
