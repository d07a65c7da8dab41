package dev.lockstep.local.command;

import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.search.HitJson;
import dev.lockstep.local.search.HitText;
import dev.lockstep.local.search.QueryEncoder;
import dev.lockstep.local.search.StoreAddress;
import dev.lockstep.local.search.StoreSearches;
import dev.lockstep.local.terminal.ModelProgress;
import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.sink.search.SearchException;
import dev.lockstep.sink.search.SearchHit;
import dev.lockstep.sink.search.SearchMode;
import dev.lockstep.sink.search.SearchQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep search}: when something was said, shown or written. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds when something was said, shown or written, by words and by meaning.",
            "",
            "Ends with 0 where something was found, with 1 where nothing was, and with 2 where",
            "the store or the question is not usable.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep search \"spring of hope\"              the last demo or caption run",
            "  lockstep search \"on the way to paradise\"      other words for what was said",
            "  lockstep search hope --mode words             only passages that say so",
            "  lockstep search Beckett --modality screen     only what was on screen",
            "  lockstep search hope --from 0:15 --to 1:00    only that part of the stream",
            "  lockstep search hope --store lockstep-out/talk",
            "  lockstep search hope --store \"jdbc:postgresql://db/lockstep?user=me\"",
            "  lockstep search hope --json | jq -r '[.start_ms, .text] | @tsv'",
            "",
            "The password of a PostgreSQL is read from ~/.pgpass."
        })
final class SearchCommand implements Callable<Integer> {
    private static final String DEFAULT_FOLDER = "lockstep-out";
    private static final List<String> MODALITIES = List.of("speech", "screen", "object", "chat");

    private final CommandContext context;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "QUERY",
            description = "What to look for; nothing in it has a special meaning.")
    private List<String> words = List.of();

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description =
                    "File of a store, folder of a run, or jdbc:postgresql://HOST/NAME"
                            + " (default: that of the last demo or caption run).")
    private @Nullable String store;

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "Only this stream; may be given several times.")
    private Set<String> streams = new LinkedHashSet<>();

    @Option(
            names = "--modality",
            paramLabel = "KIND",
            description = "Only speech, screen, object or chat; may be given several times.")
    private Set<String> modalities = new LinkedHashSet<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = MediaTimeConverter.class,
            description = "Only from there on: 1:02:03, 2:03.5 or 90s from the start.")
    private @Nullable Duration from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = MediaTimeConverter.class,
            description = "Only up to there.")
    private @Nullable Duration to;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "hybrid",
            description = "words, meaning, or hybrid: both (default: ${DEFAULT-VALUE}).")
    private SearchMode mode = SearchMode.HYBRID;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "At most so many hits, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "One JSON object for each hit, one a line.")
    private boolean json;

    SearchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        SearchQuery query = query();
        List<SearchHit> hits;
        try {
            hits = search(address(), query);
        } catch (SearchException | UserException e) {
            // Not 1: a script must not take a store that is missing for one that holds nothing.
            throw misuse(e);
        }
        if (hits.isEmpty()) {
            context.err().println("Nothing was found. " + hint());
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (json) {
            hits.forEach(hit -> context.out().println(HitJson.of(hit)));
        } else {
            try (HitText text = new HitText(query.text(), context.outKind().styled())) {
                text.lines(hits).forEach(context.out()::println);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private SearchQuery query() {
        for (String modality : modalities) {
            if (!MODALITIES.contains(modality.toLowerCase(Locale.ROOT))) {
                throw misuse(
                        new UserException(
                                "There is no modality '"
                                        + modality
                                        + "'; there are "
                                        + String.join(", ", MODALITIES)
                                        + "."));
            }
        }
        try {
            return new SearchQuery(
                    String.join(" ", words),
                    streams,
                    modalities.stream()
                            .map(modality -> modality.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet()),
                    from == null ? null : from.toMillis(),
                    to == null ? null : to.toMillis(),
                    mode,
                    limit);
        } catch (IllegalArgumentException e) {
            throw misuse(e);
        }
    }

    private StoreAddress address() throws IOException {
        return store == null
                ? StoreAddress.ofLastRun(context.stateDir(), Path.of(DEFAULT_FOLDER))
                : StoreAddress.parse(store);
    }

    private List<SearchHit> search(StoreAddress address, SearchQuery query) {
        if (query.mode() == SearchMode.WORDS || !modelIsHere()) {
            try (PassageSearch search = StoreSearches.open(address, text -> new float[0])) {
                return search.search(query);
            }
        }
        try (QueryEncoder encoder = QueryEncoder.open(QueryEncoder.STANDARD, context.cacheDir());
                PassageSearch search = StoreSearches.open(address, encoder)) {
            if (!encoder.available()) {
                byWordsAlone("the model " + QueryEncoder.STANDARD + " cannot be loaded.");
            }
            return search.search(query);
        }
    }

    /** Fetches the model with its progress shown, so that nobody wonders what takes so long. */
    private boolean modelIsHere() {
        ModelFetchers fetchers = ModelFetchers.standard(context.environment());
        ModelProgress progress = new ModelProgress(context.display(true));
        try {
            new ModelStore(context.cacheDir(), fetchers, progress).resolve(QueryEncoder.STANDARD);
            return true;
        } catch (ModelStoreException e) {
            byWordsAlone(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void byWordsAlone(String reason) {
        context.err().println("Searching by words alone: " + reason);
    }

    private String hint() {
        boolean filtered =
                !streams.isEmpty() || !modalities.isEmpty() || from != null || to != null;
        if (filtered) {
            return "Try without --stream, --modality, --from and --to.";
        }
        return mode == SearchMode.WORDS
                ? "Try other words, or --mode hybrid for what means the same."
                : "Try other words, or fewer.";
    }

    private ParameterException misuse(RuntimeException e) {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        return new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
}
