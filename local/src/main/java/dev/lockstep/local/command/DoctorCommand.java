package dev.lockstep.local.command;

import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.local.doctor.Finding;
import dev.lockstep.local.doctor.Finding.Level;
import dev.lockstep.local.doctor.MachineChecks;
import dev.lockstep.local.doctor.ModelChecks;
import dev.lockstep.local.doctor.NetworkChecks;
import dev.lockstep.local.doctor.ToolChecks;
import dev.lockstep.local.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep doctor}: looks at what is needed and says what to do about what is missing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Checks this machine, and brokers and registry elsewhere if they are named.",
            "Ends with 1 when something fails.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep doctor",
            "  lockstep doctor --bootstrap kafka:9092 --registry http://registry:8081"
        })
final class DoctorCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT,…",
            description = "Kafka brokers to reach.")
    private @Nullable String bootstrap;

    @Option(names = "--registry", paramLabel = "URL", description = "Schema registry to reach.")
    private @Nullable String registry;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port to look at (default ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port to look at (default ${DEFAULT-VALUE}).")
    private int registryPort;

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        boolean failed = false;
        for (Finding finding : findings()) {
            context.out()
                    .printf(
                            Locale.ROOT,
                            "%-4s  %s: %s%n",
                            finding.level().name().toLowerCase(Locale.ROOT),
                            finding.what(),
                            finding.detail());
            if (!finding.advice().isEmpty()) {
                context.out().println("      -> " + finding.advice());
            }
            failed |= finding.level() == Level.FAIL;
        }
        context.out().flush();
        return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private List<Finding> findings() {
        ModelStore store =
                new ModelStore(
                        context.cacheDir(),
                        ModelFetchers.standard(context.environment()),
                        ProgressListener.NONE);
        List<Finding> findings = new ArrayList<>();
        findings.add(MachineChecks.java());
        findings.add(MachineChecks.cores());
        findings.add(MachineChecks.memory(Path.of("/proc/meminfo")));
        findings.add(MachineChecks.disk("cache", context.cacheDir()));
        findings.add(MachineChecks.disk("log", context.stateDir()));
        findings.add(MachineChecks.disk("temporary files", RunFolder.outside()));
        findings.add(ToolChecks.registry(System.getProperty("lockstep.registry.home")));
        findings.addAll(ModelChecks.models(store));
        findings.add(ToolChecks.pip(!ModelChecks.allCached(store)));
        findings.add(ToolChecks.maven());
        findings.add(NetworkChecks.port("--kafka-port", kafkaPort));
        findings.add(NetworkChecks.port("--registry-port", registryPort));
        if (bootstrap != null) {
            findings.add(NetworkChecks.brokers(bootstrap));
        }
        if (registry != null) {
            findings.add(NetworkChecks.registry(registry));
        }
        return findings;
    }
}
