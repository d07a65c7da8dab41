package dev.lockstep.load.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What some processes use. Immutable. */
final class ProcessMeter {
    private final List<Long> pids;

    ProcessMeter(List<Long> pids) {
        this.pids = List.copyOf(pids);
    }

    /** User and system time of all of them since each began, s. */
    double cpuSeconds() throws IOException {
        double seconds = 0;
        for (long pid : pids) {
            seconds +=
                    ProcessHandle.of(pid)
                                    .flatMap(process -> process.info().totalCpuDuration())
                                    .orElseThrow(() -> ended(pid))
                                    .toNanos()
                            / 1e9;
        }
        return seconds;
    }

    /** Resident memory, added up, MB; −1 where the system does not tell. */
    long residentMb() throws IOException {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return -1;
        }
        long kb = 0;
        for (long pid : pids) {
            try {
                kb +=
                        Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                                .filter(line -> line.startsWith("VmRSS"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum();
            } catch (NoSuchFileException e) {
                throw ended(pid);
            }
        }
        return kb / 1_024;
    }

    private static IOException ended(long pid) {
        return new IOException("Process " + pid + " ended while it was measured.");
    }
}
