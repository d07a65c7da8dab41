package dev.lockstep.local.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java, cores, memory and disk. Stateless. */
public final class MachineChecks {
    private static final int OLDEST_JAVA = 17;
    private static final long MB = 1_000_000;
    private static final long MEMORY_WANTED = 2_000 * MB;
    private static final long MEMORY_NEEDED = 1_000 * MB;
    private static final long DISK_WANTED = 2_000 * MB;
    private static final long DISK_NEEDED = 300 * MB;
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

    private MachineChecks() {}

    /** The running Java. */
    public static Finding java() {
        int feature = Runtime.version().feature();
        String detail = Runtime.version() + " at " + System.getProperty("java.home");
        return feature < OLDEST_JAVA
                ? Finding.fail("Java", detail, "install a JDK 17 or newer")
                : Finding.ok("Java", detail);
    }

    /** Cores that the JVM may use. */
    public static Finding cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores < 2
                ? Finding.warn(
                        "CPU",
                        cores + " core",
                        "one live stream works, but captions come later; two cores are better")
                : Finding.ok("CPU", cores + " cores");
    }

    /** Memory that is free, where {@code meminfo} says so. */
    public static Finding memory(Path meminfo) {
        OptionalLong available = available(meminfo);
        if (available.isEmpty()) {
            return Finding.ok("memory", "not known on this system; about 1 GB is needed");
        }
        long bytes = available.getAsLong();
        String detail = bytes / MB + " MB available";
        if (bytes < MEMORY_NEEDED) {
            return Finding.fail("memory", detail, "about 1 GB is needed: close other programs");
        }
        return bytes < MEMORY_WANTED
                ? Finding.warn("memory", detail, "enough for one stream, not for many")
                : Finding.ok("memory", detail);
    }

    /** Whether a folder that is to be written to can be, and has space. */
    public static Finding disk(String what, Path folder) {
        try {
            Path existing = existing(folder);
            long bytes = Files.getFileStore(existing).getUsableSpace();
            String detail = folder + ", " + bytes / MB + " MB free";
            if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
                return Finding.fail(
                        what, folder + " cannot be written", "change its owner or its place");
            }
            if (bytes < DISK_NEEDED) {
                return Finding.fail(what, detail, "free at least 300 MB");
            }
            return bytes < DISK_WANTED
                    ? Finding.warn(what, detail, "enough to begin with; 2 GB are comfortable")
                    : Finding.ok(what, detail);
        } catch (IOException e) {
            return Finding.fail(what, folder + ": " + e, "change its owner or its place");
        }
    }

    private static Path existing(Path folder) {
        Path path = folder.toAbsolutePath();
        for (Path up = path; up != null; up = up.getParent()) {
            if (Files.exists(up)) {
                return up;
            }
        }
        return path;
    }

    private static OptionalLong available(Path meminfo) {
        try {
            Matcher matcher = AVAILABLE.matcher(Files.readString(meminfo));
            return matcher.find()
                    ? OptionalLong.of(Long.parseLong(matcher.group(1)) * 1024)
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
