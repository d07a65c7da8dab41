package dev.lockstep.load.result;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a result rests on: where, when, with what, set how. Immutable.
 *
 * @param bench name of the benchmark
 * @param at when it began, ISO 8601
 * @param machine where
 * @param versions of what took part, by name; the commit among them where it is known
 * @param settings what the benchmark was asked to do
 */
public record BenchFacts(
        String bench,
        String at,
        Machine machine,
        Map<String, String> versions,
        Map<String, String> settings) {
    public BenchFacts {
        versions = new TreeMap<>(versions);
        settings = new TreeMap<>(settings);
    }

    /** Of a benchmark that begins now in this process. */
    public static BenchFacts now(String bench, Map<String, String> settings) {
        Map<String, String> versions = new TreeMap<>();
        String version = BenchFacts.class.getPackage().getImplementationVersion();
        versions.put("lockstep", version == null ? "development build" : version);
        SourceCommit.find().ifPresent(commit -> versions.put("commit", commit));
        return new BenchFacts(
                bench,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Machine.here(),
                versions,
                settings);
    }
}
