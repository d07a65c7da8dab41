package dev.lockstep.load.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A limit on the CPU time of a process and of what it starts, by a control group of its own: CFS
 * quota of cgroup v1, {@code cpu.max} of v2 (Linux kernel documentation, "CFS Bandwidth Control").
 * Needs the right to make control groups.
 */
final class CpuShare implements AutoCloseable {
    private static final Path V1 = Path.of("/sys/fs/cgroup/cpu");
    private static final Path V2 = Path.of("/sys/fs/cgroup");

    /** Shorter than the kernel's 100 ms, so that a process is not stopped for long at a time. */
    private static final int PERIOD_US = 20_000;

    private final Path group;

    private CpuShare(Path group) {
        this.group = group;
    }

    /** Whether this machine lets us limit processes; tried, not guessed. */
    static boolean possible() {
        try (CpuShare tried = of("try-" + ProcessHandle.current().pid(), 1)) {
            return Files.isDirectory(tried.group);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A limit that nobody is under yet.
     *
     * @param name no other limit of this machine has it
     * @param cores CPU seconds in a second
     * @throws IOException when this process may not set limits
     */
    static CpuShare of(String name, double cores) throws IOException {
        boolean second = Files.exists(V2.resolve("cgroup.controllers"));
        Path group = (second ? V2 : V1).resolve("lockstep-" + name);
        Files.createDirectory(group);
        CpuShare share = new CpuShare(group);
        try {
            long quota = Math.round(cores * PERIOD_US);
            if (second) {
                Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_US);
            } else {
                Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_US));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
            }
            return share;
        } catch (IOException e) {
            share.close();
            throw e;
        }
    }

    /** The command under this limit from its first instruction on. */
    List<String> limited(List<String> command) {
        String script =
                String.format(
                        Locale.ROOT, "echo $$ > '%s' && exec \"$@\"", group.resolve("cgroup.procs"));
        List<String> all =
                new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "lockstep-limited"));
        all.addAll(command);
        return all;
    }

    /** Lifts the limit; its processes must have ended. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            // The kernel keeps a group that still has processes; the next start takes another name.
        }
    }
}
