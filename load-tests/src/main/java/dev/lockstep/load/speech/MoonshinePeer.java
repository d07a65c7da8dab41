package dev.lockstep.load.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lockstep.load.peers.PeerEnvironment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * moonshine-voice's own streaming transcriber over the same weights, in a virtual environment that
 * the benchmark makes for itself.
 */
final class MoonshinePeer {
    private final PeerEnvironment environment;
    private final PrintStream progress;

    /**
     * @param environment where it is or will be installed
     * @param progress where progress is told
     */
    MoonshinePeer(PeerEnvironment environment, PrintStream progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /** Makes the environment and installs the peer, once. */
    void install() throws IOException, InterruptedException {
        environment.install();
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
        List<String> command =
                List.of(
                        environment.python(),
                        environment.script("moonshine_speed.py").toString(),
                        models.toString(),
                        clip.toString(),
                        String.valueOf(minutes),
                        variant);
        Process process =
                new ProcessBuilder(command).redirectError(environment.log().toFile()).start();
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
                    "The peer failed; see " + environment.log() + " for what it said.");
        }
        return new SpeechPathResult(
                "moonshine-voice 0.0.44 " + variant,
                total.get("audio_seconds").asDouble(),
                total.get("cpu_seconds_per_audio_second").asDouble(),
                perMinute,
                total.get("rss_mb").asLong(),
                total.get("text").asText());
    }
}
