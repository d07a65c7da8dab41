package dev.lockstep.inference.catalog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A model of the catalogue, or one that a user named. Immutable.
 *
 * @param id what it is asked for by
 * @param task what it does, e.g. {@code speech-recognition}
 * @param description one line for people
 * @param licence SPDX expression; {@code unknown} for users' own models
 * @param notice whose it is
 * @param source where it comes from
 * @param files what it consists of
 * @param variants files that take others' places on some processor; most models have none
 */
public record ModelEntry(
        String id,
        String task,
        String description,
        String licence,
        String notice,
        ModelSource source,
        List<ModelFile> files,
        List<ModelVariant> variants) {
    private static final int LONGEST_NAME = 100;

    /** Checks that it has files, and those that its variants name. */
    public ModelEntry {
        files = List.copyOf(files);
        variants = List.copyOf(variants);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("Model " + id + " has no files");
        }
        List<String> names = files.stream().map(ModelFile::name).toList();
        for (ModelVariant variant : variants) {
            if (!names.contains(variant.of()) || !names.contains(variant.file())) {
                throw new IllegalArgumentException(
                        "Model " + id + " has no such files: " + variant);
            }
        }
    }

    /** A model without variants. */
    public ModelEntry(
            String id,
            String task,
            String description,
            String licence,
            String notice,
            ModelSource source,
            List<ModelFile> files) {
        this(id, task, description, licence, notice, source, files, List.of());
    }

    /** Name of the file that is used in place of {@code name} on a processor; often itself. */
    public String fileOn(ModelVariant.Processor processor, String name) {
        return variants.stream()
                .filter(v -> v.of().equals(name) && v.processor() == processor)
                .map(ModelVariant::file)
                .findFirst()
                .orElse(name);
    }

    /** The version of its package. */
    public String version() {
        return source.version();
    }

    /** Size of all files in bytes; -1 if one is unknown. */
    public long sizeBytes() {
        long sum = 0;
        for (ModelFile file : files) {
            if (file.sizeBytes() < 0) {
                return ModelFile.SIZE_UNKNOWN;
            }
            sum += file.sizeBytes();
        }
        return sum;
    }

    /** Name of its folder in a cache; plain, and different for different versions. */
    String cacheName() {
        String name = plain(id) + "-" + plain(version());
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        // A reference to many files would not fit into a file name.
        UUID whole = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return name.substring(0, LONGEST_NAME) + "-" + whole;
    }

    static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]+", "--").replaceFirst("^\\.+", "");
    }
}
