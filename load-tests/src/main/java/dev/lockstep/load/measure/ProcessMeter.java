package dev.lockstep.load.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this process and some others use, added up. Thread-safe; reads /proc for memory. */
public final class ProcessMeter {
    private static final long KIB_PER_MIB = 1_024;

    private final List<ProcessHandle> processes;

    private ProcessMeter(List<ProcessHandle> processes) {
        this.processes = List.copyOf(processes);
    }

    /** This process and those with the ids, as far as they live. */
    public static ProcessMeter withThis(List<Long> pids) {
        List<ProcessHandle> found = new ArrayList<>();
        found.add(ProcessHandle.current());
        for (long pid : pids) {
            ProcessHandle.of(pid).ifPresent(found::add);
        }
        return new ProcessMeter(found);
    }

    /** The processes with the ids, as far as they live. */
    public static ProcessMeter of(List<Long> pids) {
        return new ProcessMeter(
                pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList());
    }

    /** User and system time of all of them since their start, s. */
    public double cpuSeconds() {
        return processes.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(used -> used.toNanos() / 1e9)
                .sum();
    }

    /** Resident memory, MB; pages that they share count for each. */
    public long residentMb() {
        return processes.stream().mapToLong(process -> residentMb(process.pid())).sum();
    }

    private static long residentMb(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
                }
            }
            return 0;
        } catch (NoSuchFileException e) {
            // It has ended, or there is no /proc.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
