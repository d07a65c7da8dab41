package dev.lockstep.load.profile;

import dev.lockstep.load.measure.ThreadCpu;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tells what a sample was spent on. A thread of the JVM itself is known by its name. Otherwise the
 * frame nearest to the top that belongs to a known package decides: a copy in {@code java.*} counts
 * for whoever asked for it, and a native frame for the Java method that called it. Stateless.
 */
final class StackParts {
    private static final Map<String, CpuPart> THREADS = new LinkedHashMap<>();
    private static final Map<String, CpuPart> PACKAGES = new LinkedHashMap<>();

    static {
        THREADS.put("C1 Compiler", CpuPart.COMPILER);
        THREADS.put("C2 Compiler", CpuPart.COMPILER);
        THREADS.put("Sweeper", CpuPart.COMPILER);
        THREADS.put("GC Thread", CpuPart.COLLECTOR);
        THREADS.put("G1 ", CpuPart.COLLECTOR);
        THREADS.put("VM Thread", CpuPart.COLLECTOR);
        PACKAGES.put("ai.onnxruntime.", CpuPart.ONNX_RUNTIME);
        PACKAGES.put("org.bytedeco.", CpuPart.FFMPEG);
        PACKAGES.put("dev.lockstep.", CpuPart.LOCKSTEP);
        PACKAGES.put("org.apache.avro.", CpuPart.AVRO);
        PACKAGES.put("org.apache.flink.", CpuPart.FLINK);
        PACKAGES.put("org.apache.pekko.", CpuPart.FLINK);
        PACKAGES.put("org.apache.kafka.", CpuPart.KAFKA_CLIENTS);
        PACKAGES.put("kafka.", CpuPart.KAFKA_CLIENTS);
    }

    private StackParts() {}

    /**
     * What a sample was spent on.
     *
     * @param thread its name; null where it is not known
     * @param classes classes of its frames, the top first, empty for native frames
     */
    static CpuPart of(@Nullable String thread, List<String> classes) {
        String name = thread == null ? "" : thread;
        for (Map.Entry<String, CpuPart> known : THREADS.entrySet()) {
            if (name.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        for (String type : classes) {
            CpuPart part = ofPackage(type);
            if (part == CpuPart.KAFKA_CLIENTS && ThreadCpu.isBroker(name)) {
                return CpuPart.KAFKA_BROKER;
            }
            if (part != null) {
                return part;
            }
        }
        return ThreadCpu.isBroker(name) ? CpuPart.KAFKA_BROKER : CpuPart.REST;
    }

    private static @Nullable CpuPart ofPackage(String type) {
        for (Map.Entry<String, CpuPart> known : PACKAGES.entrySet()) {
            if (type.startsWith(known.getKey())) {
                return Objects.requireNonNull(known.getValue());
            }
        }
        return null;
    }
}
