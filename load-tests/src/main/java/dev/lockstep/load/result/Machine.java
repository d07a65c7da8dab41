package dev.lockstep.load.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a benchmark ran on. Immutable.
 *
 * @param cpus that this process may use
 * @param cpu model of the processor; empty where the system does not tell
 * @param memoryMb memory of the machine, MB
 * @param system operating system and its version
 * @param java version of the JVM
 * @param loadAverage of the machine over the minute before the benchmark; negative where unknown
 */
public record Machine(
        int cpus,
        String cpu,
        @JsonProperty("memory_mb") long memoryMb,
        String system,
        String java,
        @JsonProperty("load_average") double loadAverage) {
    private static final long BYTES_PER_MIB = 1 << 20;

    /** This one, now. */
    public static Machine here() {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                system.getAvailableProcessors(),
                cpuModel(),
                system.getTotalMemorySize() / BYTES_PER_MIB,
                system.getName() + " " + system.getVersion(),
                System.getProperty("java.version", ""),
                system.getSystemLoadAverage());
    }

    private static String cpuModel() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
            return lines.stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
