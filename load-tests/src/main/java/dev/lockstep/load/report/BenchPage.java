package dev.lockstep.load.report;

import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.load.result.Machine;
import dev.lockstep.local.page.Markup;
import dev.lockstep.local.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of a benchmark's result: what was found first, then what it rests on. Stateless. */
public final class BenchPage {
    private static final double QUIET_LOAD = 1;

    private BenchPage() {}

    /**
     * Writes it.
     *
     * @param title first heading
     * @param body what was found, as markup
     */
    public static void write(Path file, String title, String body, BenchFacts facts)
            throws IOException {
        Files.writeString(file, Page.html(title, body + rests(facts)));
    }

    private static String rests(BenchFacts facts) {
        Machine machine = facts.machine();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("begun", facts.at()));
        rows.add(List.of("machine", machine.cpus() + " CPUs, " + machine.cpu()));
        rows.add(List.of("memory", machine.memoryMb() + " MB"));
        rows.add(List.of("system", machine.system()));
        rows.add(List.of("Java", machine.java()));
        rows.add(
                List.of(
                        "load average before",
                        String.format(Locale.ROOT, "%.2f", machine.loadAverage())
                                + (machine.loadAverage() > QUIET_LOAD
                                        ? " (something else was running)"
                                        : "")));
        facts.versions().forEach((name, version) -> rows.add(List.of(name, version)));
        facts.settings().forEach((name, value) -> rows.add(List.of(name, value)));
        return "<h2>Where and how</h2>\n"
                + Markup.table("What the figures rest on", List.of("What", "Value"), rows);
    }
}
