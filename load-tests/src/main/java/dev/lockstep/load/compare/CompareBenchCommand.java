package dev.lockstep.load.compare;

import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep bench compare}: whether a result is worse than an earlier one. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares two results of the same benchmark, figure by figure, against the noise of"
                    + " both:",
            "the median change with its 95 % interval over all pairs of repetitions (rank sum).",
            "",
            "Ends with 1 when a figure is worse, with 0 otherwise.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep bench align --repetitions 7 --json > before.json",
            "  lockstep bench compare before.json after.json",
            "  lockstep bench compare a1.json,a2.json,a3.json b1.json,b2.json,b3.json"
        })
public final class CompareBenchCommand implements Callable<Integer> {
    private static final int WORSE = 1;
    private static final double PERCENT = 100;

    @Parameters(
            index = "0",
            split = ",",
            paramLabel = "BEFORE.json",
            description =
                    "The earlier result, or several of the same program separated by commas: then"
                            + " what differs from start to start is part of the noise.")
    private List<Path> before = List.of();

    @Parameters(
            index = "1",
            split = ",",
            paramLabel = "AFTER.json",
            description = "The later one, or several.")
    private List<Path> after = List.of();

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description =
                    "Change that does not count, since two starts of the same program differ by"
                            + " more than repetitions of one show. Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter text = json.lines(line);
        ResultFile old = ResultFile.readAll(before);
        ResultFile now = ResultFile.readAll(after);
        if (!old.bench().equals(now.bench())) {
            throw new UserException(
                    "These are results of two benchmarks, "
                            + old.bench()
                            + " and "
                            + now.bench()
                            + ": give two of the same.");
        }
        differences(old, now).forEach(text::println);
        List<FigureComparison> comparisons = compare(old, now);
        print(text, comparisons);
        long worse = comparisons.stream().filter(c -> c.verdict() == Verdict.WORSE).count();
        text.println(worse == 0 ? "Nothing is worse." : worse + " figures are worse.");
        text.flush();
        json.print(line.getOut(), Map.of("figures", comparisons, "worse", worse));
        return worse == 0 ? CommandLine.ExitCode.OK : WORSE;
    }

    private List<FigureComparison> compare(ResultFile old, ResultFile now) {
        Set<String> names = new LinkedHashSet<>(old.figures().keySet());
        names.addAll(now.figures().keySet());
        List<FigureComparison> comparisons = new ArrayList<>();
        for (String name : names) {
            comparisons.add(
                    FigureComparison.of(
                            name,
                            old.figures().get(name),
                            now.figures().get(name),
                            tolerance / PERCENT));
        }
        return comparisons;
    }

    /** What makes a comparison doubtful. */
    private static List<String> differences(ResultFile old, ResultFile now) {
        List<String> told = new ArrayList<>();
        if (!old.machine().equals(now.machine())) {
            told.add("Not the same machine: " + old.machine() + ", then " + now.machine() + ".");
        }
        Set<String> keys = new LinkedHashSet<>(old.settings().keySet());
        keys.addAll(now.settings().keySet());
        for (String key : keys) {
            String was = old.settings().getOrDefault(key, "not set");
            String is = now.settings().getOrDefault(key, "not set");
            if (!was.equals(is)) {
                told.add("Not the same " + key + ": " + was + ", then " + is + ".");
            }
        }
        return told;
    }

    private static void print(PrintWriter text, List<FigureComparison> comparisons) {
        String format = "%-48s %12s %12s %9s %21s %9s  %s%n";
        text.printf(format, "figure", "before", "after", "change", "95 % interval", "values", "");
        for (FigureComparison c : comparisons) {
            text.printf(
                    format,
                    c.unit().isEmpty() ? c.name() : c.name() + ", " + c.unit(),
                    figure(c.before()),
                    figure(c.after()),
                    percent(c.change()),
                    c.least() == null ? "–" : percent(c.least()) + " to " + percent(c.greatest()),
                    c.repetitions(),
                    c.verdict().text());
        }
    }

    private static String figure(@Nullable Double value) {
        return value == null
                ? "–"
                : String.format(
                        Locale.ROOT,
                        Math.abs(value) >= 1_000 ? "%.0f" : Math.abs(value) >= 1 ? "%.2f" : "%.4f",
                        value);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%+.1f %%", share * PERCENT);
    }
}
