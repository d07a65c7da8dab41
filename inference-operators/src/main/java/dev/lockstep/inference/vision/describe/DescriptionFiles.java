package dev.lockstep.inference.vision.describe;

import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which files of a folder make up a model that describes pictures, as the Hugging Face exporter
 * writes it (task {@code image-to-text}); graphs may lie in a subfolder {@code onnx}. Immutable.
 *
 * @param encoder {@code encoder_model.onnx} or a variant such as {@code encoder_model_fp16.onnx}
 * @param decoder {@code decoder_model_merged.onnx}, else {@code decoder_model.onnx}, or a variant
 * @param tokenizer {@code tokenizer.json}
 * @param config {@code config.json}
 * @param generation {@code generation_config.json}, which need not exist
 * @param preparation {@code preprocessor_config.json}
 */
public record DescriptionFiles(
        Path encoder,
        Path decoder,
        Path tokenizer,
        Path config,
        Path generation,
        Path preparation) {
    private static final String VARIANT = "(_(fp16|quantized|int8|uint8|q4|q4f16|bnb4))?\\.onnx";
    private static final String ENCODER = "encoder_model";
    private static final String MERGED = "decoder_model_merged";
    private static final String PLAIN = "decoder_model";

    /**
     * The model in a folder.
     *
     * @throws ModelException if the folder holds none; it names what is missing
     */
    public static DescriptionFiles in(Path folder) {
        List<Path> files = files(folder);
        List<String> missing = new ArrayList<>();
        Optional<Path> encoder = graph(files, ENCODER);
        Optional<Path> decoder = graph(files, MERGED).or(() -> graph(files, PLAIN));
        if (encoder.isEmpty()) {
            missing.add(ENCODER + ".onnx");
        }
        if (decoder.isEmpty()) {
            missing.add(MERGED + ".onnx (or " + PLAIN + ".onnx)");
        }
        for (String name : List.of("tokenizer.json", "config.json", "preprocessor_config.json")) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                missing.add(name);
            }
        }
        if (encoder.isEmpty() || decoder.isEmpty() || !missing.isEmpty()) {
            throw new ModelException(
                    "The folder "
                            + folder
                            + " holds no captioning model as the Hugging Face exporter writes it:"
                            + " it lacks "
                            + String.join(", ", missing)
                            + ".");
        }
        return new DescriptionFiles(
                encoder.get(),
                decoder.get(),
                folder.resolve("tokenizer.json"),
                folder.resolve("config.json"),
                folder.resolve("generation_config.json"),
                folder.resolve("preprocessor_config.json"));
    }

    private static List<Path> files(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            for (Path place : List.of(folder, folder.resolve("onnx"))) {
                if (Files.isDirectory(place)) {
                    try (Stream<Path> files = Files.list(place)) {
                        files.filter(Files::isRegularFile).forEach(found::add);
                    }
                }
            }
        } catch (IOException e) {
            throw new ModelException("The model folder " + folder + " cannot be read.", e);
        }
        return found;
    }

    /** The plain name is shorter than those of its variants. */
    private static Optional<Path> graph(List<Path> files, String name) {
        return files.stream()
                .filter(file -> name(file).matches(name + VARIANT))
                .min(
                        Comparator.comparingInt((Path file) -> name(file).length())
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
