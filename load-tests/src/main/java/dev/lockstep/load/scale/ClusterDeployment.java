package dev.lockstep.load.scale;

import dev.lockstep.job.CaptioningJob;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.load.system.Deployment;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.EmbeddedBrokerConf;
import dev.lockstep.stack.LocalStack;
import dev.lockstep.stack.RegistryProcessConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Broker in this process, registry in its own, and the captioning job on a cluster of processes:
 * the same jar and the same options as on many machines.
 */
final class ClusterDeployment implements Deployment {
    /** More than there are task managers, so that each has some. */
    private static final int PARTITIONS = 12;

    private final LocalStack stack;
    private final FlinkCluster cluster;

    private ClusterDeployment(LocalStack stack, FlinkCluster cluster) {
        this.stack = stack;
        this.cluster = cluster;
    }

    /**
     * Starts everything.
     *
     * @param settings options of the job
     * @throws IOException when the cluster does not start; says where its logs are
     */
    static ClusterDeployment start(ScaleConf conf, Map<String, String> settings)
            throws IOException, InterruptedException {
        Files.createDirectories(conf.folder());
        Path folder = Files.createTempDirectory(conf.folder(), "cluster-").toAbsolutePath();
        RegistryProcessConf standard = RegistryProcessConf.standard();
        LocalStack stack =
                LocalStack.start(
                        new EmbeddedBrokerConf(null, 0),
                        new RegistryProcessConf(
                                standard.home(),
                                0,
                                folder.resolve("registry.log"),
                                standard.startTimeout()));
        FlinkCluster cluster = null;
        try {
            new TopicProvisioner(
                            new TopicProvisionerConf(
                                    stack.bootstrapServers(), PARTITIONS, (short) 1))
                    .createMissing(Topics.all());
            cluster = FlinkCluster.start(folder, conf.taskManagers(), 1, conf.cores());
            cluster.run(job(conf, stack, folder, settings));
            return new ClusterDeployment(stack, cluster);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (cluster != null) {
                cluster.close();
            }
            stack.close();
            throw e;
        }
    }

    private static StreamExecutionEnvironment job(
            ScaleConf conf, LocalStack stack, Path folder, Map<String, String> settings) {
        Map<String, String> places = new HashMap<>();
        places.put("kafka.bootstrap-servers", stack.bootstrapServers());
        places.put("registry.url", stack.registryUrl());
        places.put("job.parallelism", String.valueOf(conf.taskManagers()));
        places.put("job.checkpoint-interval", "1s");
        places.put("job.checkpoint-dir", folder.resolve("checkpoints").toUri().toString());
        places.put("speech.model-cache", conf.cacheDir().toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        CaptioningJob.build(
                env,
                CaptioningJobConf.of(
                        CaptioningJobConf.loader()
                                .map(settings, "the benchmark's settings")
                                .map(places, "the benchmark")
                                .load()));
        return env;
    }

    /** CPU time of the task managers so far, s. */
    double taskManagerCpuSeconds() {
        return cluster.taskManagerCpuSeconds();
    }

    @Override
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return stack.registryUrl();
    }

    @Override
    public List<Long> processes() {
        List<Long> all = new ArrayList<>(cluster.processes());
        all.add(stack.registry().pid());
        return all;
    }

    @Override
    public void check() {
        cluster.failure()
                .ifPresent(
                        why -> {
                            throw new UserException(why);
                        });
    }

    @Override
    public void close() {
        cluster.close();
        stack.close();
    }
}
