package dev.lockstep.inference.vision.embed;

import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which files of a folder make up the picture half of a dual encoder, as Hugging Face exports have
 * them: {@code vision_model.onnx} or a variant such as {@code vision_model_quantized.onnx}, also in
 * a subfolder {@code onnx}, and {@code preprocessor_config.json}. Immutable.
 *
 * @param graph takes pictures
 * @param preparation says what becomes of a picture before
 */
public record EncoderFiles(Path graph, Path preparation) {
    private static final String CONFIG = "preprocessor_config.json";

    /**
     * The encoder in a folder.
     *
     * @throws ModelException if the folder holds none
     */
    public static EncoderFiles in(Path folder) {
        List<Path> graphs = new ArrayList<>();
        try {
            for (Path place : List.of(folder, folder.resolve("onnx"))) {
                if (Files.isDirectory(place)) {
                    try (Stream<Path> files = Files.list(place)) {
                        files.filter(EncoderFiles::isGraph).forEach(graphs::add);
                    }
                }
            }
        } catch (IOException e) {
            throw new ModelException("The model folder " + folder + " cannot be read.", e);
        }
        Path config = folder.resolve(CONFIG);
        if (graphs.isEmpty() || !Files.isRegularFile(config)) {
            throw new ModelException(
                    "The folder "
                            + folder
                            + " holds no picture encoder: it needs vision_model.onnx and "
                            + CONFIG
                            + " as Hugging Face exports have them.");
        }
        // The plain name is shorter than those of its variants.
        graphs.sort(
                Comparator.comparingInt((Path graph) -> name(graph).length())
                        .thenComparing(Comparator.naturalOrder()));
        return new EncoderFiles(graphs.get(0), config);
    }

    private static boolean isGraph(Path file) {
        return Files.isRegularFile(file) && name(file).matches("vision_model(_\\w+)?\\.onnx");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
