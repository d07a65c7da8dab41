package dev.lockstep.local.command;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.ledger.LedgerFile;
import dev.lockstep.local.ledger.LedgerTable;
import dev.lockstep.local.ledger.LedgerTopic;
import dev.lockstep.local.ledger.NewestRun;
import dev.lockstep.local.ledger.SourceLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep ledger}: what became of every record, source by source. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what became of every record of every source:",
            "",
            "  matched        took part in its windows in time",
            "  late revised   came late and changed a window that had been published",
            "  late dropped   came too late to change anything",
            "  duplicate      had been seen before",
            "  invalid        was refused; lockstep.dead-letters says why",
            "  shed           was left out by the overload policy",
            "",
            "They add up to what was read. Ends with 1 where they do not.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep ledger                          the newest run in lockstep-out",
            "  lockstep ledger lockstep-out/talk        one run",
            "  lockstep ledger --bootstrap kafka:9092 --registry http://registry:8081",
            "  lockstep ledger --json | jq .late_dropped"
        })
final class LedgerCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description =
                    "Folder of a run, as --out names it (default: the newest in lockstep-out).")
    private @Nullable Path folder;

    @ArgGroup(exclusive = false)
    private @Nullable Cluster cluster;

    @Option(names = "--stream", paramLabel = "ID", description = "Only the sources of this stream.")
    private @Nullable String stream;

    @Option(names = "--json", description = "One JSON object for each source, one a line.")
    private boolean json;

    /** Where the topic is read instead of a file; filled by picocli. */
    static final class Cluster {
        @Option(
                names = "--bootstrap",
                required = true,
                paramLabel = "HOST:PORT,…",
                description = "Read lockstep.ledger from these brokers as it stands now.")
        String bootstrap = "";

        @Option(
                names = "--registry",
                required = true,
                paramLabel = "URL",
                description = "Their schema registry.")
        String registry = "";
    }

    LedgerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        List<SourceLedger> entries =
                entries().stream()
                        .filter(entry -> stream == null || entry.stream().equals(stream))
                        .toList();
        if (entries.isEmpty() && stream != null) {
            throw new UserException(
                    "The ledger has no stream " + stream + ": leave --stream out to see all.");
        }
        if (json) {
            entries.forEach(entry -> context.out().println(LedgerFile.json(entry)));
        } else if (entries.isEmpty()) {
            context.out().println("The ledger is empty: nothing was read.");
        } else {
            LedgerTable.lines(entries).forEach(context.out()::println);
        }
        return entries.stream().allMatch(SourceLedger::balanced)
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private List<SourceLedger> entries() throws IOException {
        if (cluster != null) {
            if (folder != null) {
                throw new UserException("Name a folder or a cluster, not both.");
            }
            return LedgerTopic.read(
                    cluster.bootstrap, ClusterOptions.registryConf(cluster.registry));
        }
        return LedgerFile.read(folder == null ? NewestRun.in(Path.of("lockstep-out")) : folder);
    }
}
