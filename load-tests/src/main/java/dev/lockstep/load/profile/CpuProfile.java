package dev.lockstep.load.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the samples of a process say: how many fell on each part. A sample stands for the same CPU
 * time whichever thread it is of, so shares of samples are shares of CPU time.
 *
 * @param samples all of them
 * @param parts how many of each part
 * @param methods how many of each method of Lockstep, Flink or Avro that decided the part
 */
public record CpuProfile(
        long samples,
        Map<CpuPart, Long> parts,
        @JsonProperty("methods") Map<String, Long> methods) {
    private static final int METHODS_SHOWN = 25;

    public CpuProfile {
        parts = Map.copyOf(parts);
        methods = Map.copyOf(methods);
    }

    /**
     * Reads what a {@link CpuSampler} wrote.
     *
     * @throws IOException if the file is no recording
     */
    public static CpuProfile read(Path file) throws IOException {
        Map<CpuPart, Long> parts = new EnumMap<>(CpuPart.class);
        Map<String, Long> methods = new TreeMap<>();
        long samples = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
                    List<RecordedFrame> frames = frames(event.getStackTrace());
                    CpuPart part =
                            StackParts.of(
                                    thread(event), frames.stream().map(CpuProfile::type).toList());
                    parts.merge(part, 1L, Long::sum);
                    methods.merge(part + " " + deciding(part, frames), 1L, Long::sum);
                    samples++;
                }
            }
        }
        return new CpuProfile(samples, parts, methods);
    }

    /** Share of the samples that fell on a part, 0 to 1. */
    public double share(CpuPart part) {
        return samples == 0 ? 0 : (double) parts.getOrDefault(part, 0L) / samples;
    }

    /** Share outside ONNX Runtime, FFmpeg and Kafka's own work, 0 to 1. */
    @JsonProperty("outside_share")
    public double outsideShare() {
        double outside = 0;
        for (CpuPart part : CpuPart.values()) {
            outside += part.isOutside() ? share(part) : 0;
        }
        return outside;
    }

    /** Prints shares, and the methods outside that cost most. */
    public void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%d samples of CPU time%n", samples);
        for (CpuPart part : CpuPart.values()) {
            out.printf(
                    Locale.ROOT,
                    "  %-26s %5.1f %%%s%n",
                    part.title(),
                    100 * share(part),
                    part.isOutside() ? "  outside" : "");
        }
        out.printf(
                Locale.ROOT,
                "  %-26s %5.1f %% outside ONNX Runtime, FFmpeg and Kafka's own work%n",
                "together",
                100 * outsideShare());
        methods.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(METHODS_SHOWN)
                .forEach(
                        method ->
                                out.printf(
                                        Locale.ROOT,
                                        "  %5.1f %% %s%n",
                                        100.0 * method.getValue() / samples,
                                        method.getKey()));
    }

    private static List<RecordedFrame> frames(@Nullable RecordedStackTrace stack) {
        return stack == null ? List.of() : stack.getFrames();
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    /** The frame that decided the part, or the top one. */
    private static String deciding(CpuPart part, List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            if (StackParts.of("", List.of(type(frame))) == part) {
                return type(frame) + "." + frame.getMethod().getName();
            }
        }
        return frames.isEmpty()
                ? "?"
                : type(frames.get(0)) + "." + frames.get(0).getMethod().getName();
    }

    private static @Nullable String thread(RecordedEvent event) {
        RecordedThread thread = event.getThread("sampledThread");
        if (thread == null) {
            return null;
        }
        return thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
    }
}
