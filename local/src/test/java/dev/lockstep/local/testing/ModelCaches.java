package dev.lockstep.local.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Model caches to spoil, and surroundings in which no package client reaches anything. */
public final class ModelCaches {
    private static final long LARGE_BYTES = 10_000_000;
    private static final String NOBODY = "http://127.0.0.1:9/";

    private ModelCaches() {}

    /** A copy of the cached models as the value of XDG_CACHE_HOME; pulls them if need be. */
    public static Path copy(Path dir) throws IOException {
        Path models = TestModels.pull().getParent();
        Path home = dir.resolve("cache");
        Path copies = Files.createDirectories(home.resolve("lockstep").resolve("models"));
        try (Stream<Path> folders = Files.list(models)) {
            for (Path folder : folders.filter(ModelCaches::isNeeded).toList()) {
                Path copy = Files.createDirectories(copies.resolve(folder.getFileName()));
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        place(file, copy.resolve(file.getFileName()));
                    }
                }
            }
        }
        return home;
    }

    /** The one file of the voice activity detector in such a cache. */
    public static Path detectorIn(Path home) throws IOException {
        try (Stream<Path> folders = Files.list(home.resolve("lockstep").resolve("models"))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("silero"))
                    .findFirst()
                    .orElseThrow()
                    .resolve("silero_vad.onnx");
        }
    }

    /**
     * Environment variables with which pip and Maven find nothing, as without a network; their
     * caches are empty.
     */
    public static Map<String, String> noRegistries(Path dir) throws IOException {
        Path home = Files.createDirectories(dir.resolve("maven-home"));
        Files.writeString(
                Files.createDirectories(home.resolve(".m2")).resolve("settings.xml"),
                "<settings><mirrors><mirror><id>nobody</id><mirrorOf>*</mirrorOf><url>"
                        + NOBODY
                        + "</url></mirror></mirrors></settings>");
        Map<String, String> environment = new HashMap<>();
        environment.put("PIP_INDEX_URL", NOBODY + "simple");
        environment.put("PIP_EXTRA_INDEX_URL", "");
        environment.put("PIP_FIND_LINKS", "");
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.put("MAVEN_OPTS", "-Duser.home=" + home);
        for (String variable :
                List.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")) {
            environment.put(variable, "");
        }
        return environment;
    }

    /** The large files are not spoilt, and links where that can be. */
    private static void place(Path file, Path copy) throws IOException {
        if (Files.size(file) > LARGE_BYTES) {
            try {
                Files.createLink(copy, file);
                return;
            } catch (IOException | UnsupportedOperationException e) {
                Files.deleteIfExists(copy);
            }
        }
        Files.copy(file, copy);
    }

    private static boolean isNeeded(Path folder) {
        String name = folder.getFileName().toString();
        return name.startsWith("silero") || name.startsWith("moonshine");
    }
}
