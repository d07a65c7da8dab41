package dev.lockstep.local.command;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.run.ClusterView;
import dev.lockstep.local.run.ClusterViewConf;
import dev.lockstep.local.run.LocalView;
import dev.lockstep.local.search.StoreAddress;
import dev.lockstep.local.search.StoreHealth;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.schema.config.ConnectionOptions;
import dev.lockstep.view.config.ViewOptions;
import dev.lockstep.view.config.ViewServerOptions;
import dev.lockstep.view.http.HealthCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockstep view}: the live view of the streams of a cluster. */
@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Serves the page and the API of the live view for the streams of a cluster that runs",
            "already, until Ctrl-C. It only reads: the topics of the jobs, and with --store what",
            "the store job writes.",
            "",
            "Several instances share the work, and each answers for all. Those on other machines",
            "must reach it, so name its address with --instance-address. It asks for no password:",
            "whoever reaches it may read it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep view --bootstrap kafka:9092 --registry http://registry:8081",
            "",
            "With search over a store; the password of a PostgreSQL is read from ~/.pgpass:",
            "  lockstep view --bootstrap … --registry … \\",
            "      --store \"jdbc:postgresql://db/lockstep?user=me\"",
            "",
            "Two instances that share the streams, on two machines:",
            "  a$ lockstep view --bootstrap … --registry … --host 0.0.0.0 --instance-address a:8080",
            "  b$ lockstep view --bootstrap … --registry … --host 0.0.0.0 --instance-address b:8080",
            "",
            "Topics with a prefix, large pictures, TLS to the brokers:",
            "  lockstep view … --set kafka.topic-prefix=test. --set view.payload-dir=/mnt/pictures \\",
            "      --set kafka.client-properties=tls.properties"
        })
final class ViewCommand implements Callable<Integer> {
    private static final long POLL_MS = 200;

    private final CommandContext context;

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen on (default 127.0.0.1: this machine alone); 0.0.0.0 lets"
                            + " other machines in.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the page and the API, 0 for any free one (default 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--instance-address",
            paramLabel = "HOST:PORT",
            description =
                    "Where other instances reach this one (default: localhost, or --host where it"
                            + " is one address, and the port).")
    private @Nullable String instanceAddress;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description =
                    "What is searched: file of a store, folder of a run, or"
                            + " jdbc:postgresql://HOST/NAME (default: no search).")
    private @Nullable String store;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Set another option, for instance --set view.standbys=1; see Live view in"
                            + " docs/configuration.md.")
    private Map<String, String> settings = new LinkedHashMap<>();

    ViewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Display display = context.display(false);
        // Refuses an address that is none before anything is asked.
        cluster.registryConf();
        Optional<StoreHealth> health =
                Optional.ofNullable(store)
                        .map(StoreAddress::parse)
                        .map(at -> new StoreHealth(at, Optional::empty, System::nanoTime));
        ClusterViewConf conf =
                new ClusterViewConf(
                        settings(),
                        context.environment(),
                        context.stateDir(),
                        context.cacheDir(),
                        health);
        try (LocalView view = ClusterView.start(conf)) {
            display.line("The live view is at " + view.address());
            health.map(StoreHealth::check)
                    .filter(check -> !check.ok())
                    .map(HealthCheck::detail)
                    .ifPresent(why -> display.line("Search does not work yet. " + why));
            display.line("Ctrl-C ends it.");
            serve(view, display);
        }
        return CommandLine.ExitCode.OK;
    }

    private void serve(LocalView view, Display display) throws InterruptedException {
        boolean reading = false;
        while (!context.interrupts().await(POLL_MS)) {
            if (!view.isAlive()) {
                throw new UserException(
                        "The live view has given up; "
                                + context.logFile()
                                + " says why. Start it again once that is mended: nothing is"
                                + " lost.");
            }
            if (!reading && view.awaitRunning(Duration.ZERO)) {
                reading = true;
                display.line("It has its share of the streams.");
            }
        }
    }

    /** What is said in an option of its own wins over {@code --set}. */
    private Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(ConnectionOptions.BOOTSTRAP_SERVERS.key(), cluster.bootstrap);
        all.put(ConnectionOptions.REGISTRY_URL.key(), cluster.registry);
        put(all, ViewServerOptions.HOST.key(), host);
        put(all, ViewServerOptions.PORT.key(), port);
        put(all, ViewOptions.INSTANCE_ADDRESS.key(), instanceAddress);
        return all;
    }

    private static void put(Map<String, String> all, String key, @Nullable Object value) {
        if (value != null) {
            all.put(key, value.toString());
        }
    }
}
