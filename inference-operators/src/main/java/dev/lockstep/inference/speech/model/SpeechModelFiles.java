package dev.lockstep.inference.speech.model;

import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which files of a folder make up a speech model. Immutable.
 *
 * @param layout who wrote the folder
 * @param encoder the encoder, relative to the folder
 * @param decoder the merged decoder, relative to the folder
 */
public record SpeechModelFiles(Layout layout, String encoder, String decoder) {
    /** What a folder needs, for messages. */
    public static final String NEEDED =
            "encoder_model.ort (or .onnx), decoder_model_merged.ort (or .onnx) and tokenizer.bin as"
                    + " moonshine-voice has them, or encoder_model.onnx, decoder_model_merged.onnx,"
                    + " tokenizer.json and config.json as the Hugging Face exporter writes them";

    private static final String GRAPH = "\\.(ort|onnx)";
    private static final String ENCODER = "encoder_model";
    private static final String DECODER = "decoder_model_merged";

    /** Subfolder in which repositories of a Hugging Face hub keep their graphs. */
    private static final String ONNX = "onnx/";

    /** Who wrote a folder. */
    public enum Layout {
        /** moonshine-voice: {@code tokenizer.bin}. */
        MOONSHINE_VOICE,
        /** The Hugging Face exporter: {@code tokenizer.json}, {@code config.json}. */
        HUGGING_FACE
    }

    /** The speech model among these files, if they make up one. */
    public static Optional<SpeechModelFiles> find(Collection<String> names) {
        Set<String> sorted = new TreeSet<>(names);
        Optional<String> encoder = graph(sorted, ENCODER);
        Optional<String> decoder = graph(sorted, DECODER);
        Optional<Layout> layout =
                sorted.contains("tokenizer.bin")
                        ? Optional.of(Layout.MOONSHINE_VOICE)
                        : sorted.contains("tokenizer.json") && sorted.contains("config.json")
                                ? Optional.of(Layout.HUGGING_FACE)
                                : Optional.empty();
        return encoder.isEmpty() || decoder.isEmpty()
                ? Optional.empty()
                : layout.map(l -> new SpeechModelFiles(l, encoder.get(), decoder.get()));
    }

    /**
     * The speech model in a folder.
     *
     * @throws ModelException if the folder holds none
     */
    public static SpeechModelFiles in(Path folder) {
        Set<String> names = new TreeSet<>();
        try {
            names.addAll(list(folder, ""));
            if (Files.isDirectory(folder.resolve(ONNX))) {
                names.addAll(list(folder.resolve(ONNX), ONNX));
            }
        } catch (IOException e) {
            throw new ModelException("The model folder " + folder + " cannot be read.", e);
        }
        return find(names)
                .orElseThrow(
                        () ->
                                new ModelException(
                                        "The folder "
                                                + folder
                                                + " holds no speech model: it has "
                                                + (names.isEmpty()
                                                        ? "no files"
                                                        : String.join(", ", names))
                                                + ", and needs "
                                                + NEEDED
                                                + "."));
    }

    /** The graph of this name: as it is, or a variant such as a quantised one. */
    private static Optional<String> graph(Set<String> names, String name) {
        Optional<String> exact =
                names.stream().filter(n -> base(n).matches(name + GRAPH)).findFirst();
        return exact.isPresent()
                ? exact
                : names.stream().filter(n -> base(n).matches(name + "_\\w+" + GRAPH)).findFirst();
    }

    private static String base(String name) {
        return name.startsWith(ONNX) ? name.substring(ONNX.length()) : name;
    }

    private static Set<String> list(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .forEach(name -> names.add(prefix + name));
            return names;
        }
    }
}
