package dev.lockstep.load.pass;

import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.load.profile.CpuProfile;
import dev.lockstep.load.profile.CpuSampler;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep bench pass}: from Kafka through Flink to Kafka without inference. */
@Command(
        name = "pass",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends texts of 16 streams at fixed rates through a broker, a job with the sources,"
                        + " decoders, sinks and settings of the captioning job, and back, all on this"
                        + " machine, and prints how long after each was due to be sent it was read"
                        + " again.")
public final class PassBenchCommand implements Callable<Integer> {
    private static final long LAST_ONES_MS = 10_000;
    private static final long POLL_MS = 50;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "50,200,1000",
            description = "Records a second. Default: ${DEFAULT-VALUE}.")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Measured at each rate. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description =
                    "Seconds at 500 records a second before, not measured. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(
            names = "--bytes",
            defaultValue = "200",
            description = "Length of each text. Default: ${DEFAULT-VALUE}.")
    private int payloadBytes;

    @Option(
            names = "--jfr",
            paramLabel = "FILE",
            description = "Sample the CPU while measuring, and print what it was spent on.")
    private @Nullable Path jfr;

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Path folder = Files.createTempDirectory("lockstep-bench-");
        List<PassResult.AtRate> results;
        try (LocalStack stack = LocalStack.start();
                SchemaRegistry registry = RegistryConf.of(stack.registryUrl()).open()) {
            new TopicProvisioner(TopicProvisionerConf.local(stack.bootstrapServers()))
                    .createMissing(List.of(Topics.MEDIA_TEXT, PassJob.PASSED));
            JobClient job =
                    PassJob.start(
                            Map.of(
                                    "kafka.bootstrap-servers",
                                    stack.bootstrapServers(),
                                    "registry.url",
                                    stack.registryUrl()),
                            folder);
            results = measure(stack, registry);
            job.cancel().get(LAST_ONES_MS, TimeUnit.MILLISECONDS);
        }
        print(out, load, results);
        boolean lost = results.stream().anyMatch(rate -> rate.received() < rate.sent());
        return lost ? 1 : 0;
    }

    private List<PassResult.AtRate> measure(LocalStack stack, SchemaRegistry registry)
            throws InterruptedException, IOException {
        List<PassResult.AtRate> results = new ArrayList<>();
        try (PassReceiver receiver = new PassReceiver(stack.bootstrapServers(), registry);
                PassSender sender =
                        new PassSender(stack.bootstrapServers(), registry, payloadBytes)) {
            receiver.countFrom(0);
            await(receiver, sender.send(500, warmUpSeconds));
            try (Sampling sampling = Sampling.start(jfr)) {
                Objects.requireNonNull(sampling);
                for (int rate : rates) {
                    receiver.countFrom(PassSender.nowUs());
                    PassSender.Sent sent = sender.send(rate, seconds);
                    await(receiver, sent);
                    results.add(PassResult.AtRate.of(rate, sent.records(), receiver.counted()));
                }
            }
        }
        return results;
    }

    private static void await(PassReceiver receiver, PassSender.Sent sent)
            throws InterruptedException {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_ONES_MS);
        while (receiver.counted().getTotalCount() < sent.records() && System.nanoTime() < endNs) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /** A sampler, or none. */
    private record Sampling(@Nullable CpuSampler sampler) implements AutoCloseable {
        static Sampling start(@Nullable Path file) throws IOException {
            return new Sampling(file == null ? null : CpuSampler.start(file));
        }

        @Override
        public void close() throws IOException {
            if (sampler != null) {
                sampler.close();
            }
        }
    }

    private void print(PrintWriter out, double load, List<PassResult.AtRate> results)
            throws IOException {
        for (PassResult.AtRate rate : results) {
            out.printf(
                    Locale.ROOT,
                    "%5d records/s: p50 %.1f, p95 %.1f, p99 %.1f, max %.1f ms; %d of %d came"
                            + " back%n",
                    rate.recordsPerSecond(),
                    rate.p50(),
                    rate.p95(),
                    rate.p99(),
                    rate.max(),
                    rate.received(),
                    rate.sent());
        }
        if (jfr != null) {
            CpuProfile.read(jfr).print(out);
        }
        json.print(out, new PassResult(load, payloadBytes, results));
        out.flush();
    }
}
