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
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

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
        Hierarchy hierarchy = hierarchy();
        Path group = hierarchy.root().resolve("lockstep-" + name);
        Files.createDirectory(group);
        CpuShare share = new CpuShare(group);
        try {
            long quota = Math.round(cores * PERIOD_US);
            if (hierarchy.second()) {
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

    /** Where this machine keeps control groups that limit CPU time. */
    private record Hierarchy(Path root, boolean second) {}

    private static Hierarchy hierarchy() throws IOException {
        for (String mount : Files.readAllLines(MOUNTS)) {
            String[] fields = mount.split(" ", -1);
            Path root = Path.of(fields[1]);
            if (fields[2].equals("cgroup2") && controlsCpu(root)) {
                return new Hierarchy(root, true);
            }
            if (fields[2].equals("cgroup") && List.of(fields[3].split(",", -1)).contains("cpu")) {
                return new Hierarchy(root, false);
            }
        }
        throw new IOException("This machine has no control groups for CPU time.");
    }

    private static boolean controlsCpu(Path root) throws IOException {
        Path children = root.resolve("cgroup.subtree_control");
        return Files.exists(children) && Files.readString(children).contains("cpu");
    }

    /** The command under this limit from its first instruction on. */
    List<String> limited(List<String> command) {
        String script =
                String.format(
                        Locale.ROOT,
                        "echo $$ > '%s' && exec \"$@\"",
                        group.resolve("cgroup.procs"));
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
