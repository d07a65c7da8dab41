package dev.lockstep.local.command;

import dev.lockstep.inference.swap.Slots;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.swap.ControlTopics;
import dev.lockstep.local.swap.SwapProgress;
import dev.lockstep.schema.avro.ModelControl;
import dev.lockstep.schema.avro.ModelEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep models swap}: another model for a job that runs. */
@Command(
        name = "swap",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Has a running job use another model, without a restart. The job fetches and verifies it,",
            "compares it with the present one on live requests, and then lets it take over.",
            "Ends with 0 when every process has taken it over, with 1 when one has refused it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep models swap speech file:/models/better \\",
            "      --bootstrap kafka:9092 --registry http://registry:8081",
            "  lockstep models swap objects file:/models/own.onnx#sha256=… --shadow 100 …"
        })
final class ModelsSwapCommand implements Callable<Integer> {
    /** A process that has not spoken so long after the others have settled is not waited for. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);

    private final CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "SLOT",
            description =
                    "Where the model works: speech, objects, on-screen-text, moderation,"
                            + " picture-embedding or picture-description.")
    private String slot = "";

    @Parameters(
            index = "1",
            paramLabel = "REFERENCE",
            description = "The model: an id of the catalogue, file:… or hf:…")
    private String reference = "";

    @Option(
            names = {"--bootstrap", "--bootstrap-servers"},
            required = true,
            paramLabel = "HOST:PORT,…",
            description = "The brokers of the job.")
    private String bootstrap = "";

    @Option(
            names = "--registry",
            required = true,
            paramLabel = "URL",
            description = "Their schema registry.")
    private String registry = "";

    @Option(
            names = "--topic-prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "The job's kafka.topic-prefix.")
    private String prefix = "";

    @Option(
            names = "--shadow",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Requests that both models answer before the new one takes over; 0 for none"
                            + " (default ${DEFAULT-VALUE}).")
    private int shadow;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description =
                    "How long to wait for a job to say that it has heard (default"
                            + " ${DEFAULT-VALUE}).")
    private Duration patience = Duration.ZERO;

    ModelsSwapCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!Slots.ALL.contains(slot)) {
            throw new UserException(
                    "There is no slot "
                            + slot
                            + "; there are "
                            + String.join(", ", Slots.ALL)
                            + ".");
        }
        if (shadow < 0) {
            throw new UserException("--shadow must be at least 0.");
        }
        ModelControl control = control();
        SwapProgress progress = new SwapProgress(control.getRequestId());
        try (ControlTopics topics =
                new ControlTopics(bootstrap, ClusterOptions.registryConf(registry), prefix)) {
            topics.publish(control);
            follow(topics, progress);
        }
        return progress.isTakenOver() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private ModelControl control() {
        return ModelControl.newBuilder()
                .setSlot(slot)
                .setRequestId(UUID.randomUUID().toString())
                .setReference(reference)
                .setShadowRequests(shadow)
                .setRequestedBy(System.getProperty("user.name", ""))
                .setRequestedAtUs(
                        ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant()))
                .build();
    }

    private void follow(ControlTopics topics, SwapProgress progress) {
        long begunNs = System.nanoTime();
        long settledNs = 0;
        while (true) {
            for (ModelEvent event : topics.poll()) {
                if (progress.accept(event)) {
                    context.out().println(SwapProgress.line(event));
                }
            }
            long nowNs = System.nanoTime();
            if (!progress.isHeard() && nowNs - begunNs > patience.toNanos()) {
                throw new UserException(
                        "No job has answered within "
                                + patience.toSeconds()
                                + " s: check that the captioning job runs on these brokers, with"
                                + " swap.enabled and this topic prefix. The request stays on the"
                                + " topic, and a job that starts later will serve it.");
            }
            if (!progress.isSettled()) {
                settledNs = 0;
            } else if (settledNs == 0) {
                settledNs = nowNs;
            } else if (nowNs - settledNs > STRAGGLERS.toNanos()) {
                return;
            }
        }
    }
}
