package dev.lockstep.load.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * moonshine-voice's own streaming transcriber over the same weights, in a virtual environment that
 * the benchmark makes for itself.
 */
final class MoonshinePeer {
    private static final String PACKAGE = "moonshine-voice==0.0.44";

    private final Path environment;
    private final PrintStream progress;

    /**
     * @param environment folder of the virtual environment; made if it is missing
     * @param progress where progress is told
     */
    MoonshinePeer(Path environment, PrintStream progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /** Makes the environment and installs the peer, once. */
    void install() throws IOException, InterruptedException {
        Path done = environment.resolve("installed");
        if (Files.exists(done)) {
            return;
        }
        progress.println("Installing " + PACKAGE + " for the benchmark …");
        run(List.of("python3", "-m", "venv", environment.toString()));
        run(List.of(python(), "-m", "pip", "install", "-q", PACKAGE));
        Files.createFile(done);
    }

    /**
     * Runs it.
     *
     * @param models folder of the weights
     * @param clip WAV, 16 kHz mono
     * @param minutes sound to feed
     * @param variant stock or patched
     */
    SpeechPathResult measure(Path models, Path clip, double minutes, String variant)
            throws IOException, InterruptedException {
        Path script = environment.resolve("peer_moonshine.py");
        try (InputStream in = MoonshinePeer.class.getResourceAsStream("peer_moonshine.py")) {
            Files.write(script, java.util.Objects.requireNonNull(in).readAllBytes());
        }
        List<String> command =
                List.of(
                        python(),
                        script.toString(),
                        models.toString(),
                        clip.toString(),
                        String.valueOf(minutes),
                        variant);
        Process process =
                new ProcessBuilder(command)
                        .redirectError(environment.resolve("peer.log").toFile())
                        .start();
        List<Double> perMinute = new ArrayList<>();
        JsonNode total = null;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            ObjectMapper json = new ObjectMapper();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = json.readTree(line);
                double cpu = node.get("cpu_seconds_per_audio_second").asDouble();
                if (node.has("total")) {
                    total = node;
                } else {
                    perMinute.add(cpu);
                    progress.printf(
                            "  moonshine-voice %s, minute %d: %.3f%n",
                            variant, perMinute.size(), cpu);
                }
            }
        }
        if (process.waitFor() != 0 || total == null) {
            throw new IOException(
                    "The peer failed; see "
                            + environment.resolve("peer.log")
                            + " for what it said.");
        }
        return new SpeechPathResult(
                "moonshine-voice 0.0.44 " + variant,
                total.get("audio_seconds").asDouble(),
                total.get("cpu_seconds_per_audio_second").asDouble(),
                perMinute,
                total.get("rss_mb").asLong(),
                total.get("text").asText());
    }

    private String python() {
        return environment.resolve("bin").resolve("python").toString();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(
                    "`"
                            + String.join(" ", command)
                            + "` failed. Check python3, venv and the network.");
        }
    }
}
