package dev.lockstep.load.scale;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster on this machine: a job manager and task managers, each a process of its own, as
 * they would be on many machines. Used by one thread.
 */
final class FlinkCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MS = 200;
    private static final String HEAP = "-Xmx640m";

    private final List<Process> taskManagers = new ArrayList<>();
    private final List<CpuShare> shares = new ArrayList<>();
    private final Path folder;
    private final int restPort;
    private @Nullable Process jobManager;
    private @Nullable RestClusterClient<String> client;

    private FlinkCluster(Path folder, int restPort) {
        this.folder = folder;
        this.restPort = restPort;
    }

    /**
     * Starts the processes and waits until all task managers have joined.
     *
     * @param folder for their configuration and logs
     * @param taskManagers how many
     * @param slots of each task manager
     * @param cores limit of each task manager; 0 for none
     * @throws IOException when one does not start; says where its log is
     */
    static FlinkCluster start(Path folder, int taskManagers, int slots, double cores)
            throws IOException, InterruptedException {
        FlinkCluster cluster = new FlinkCluster(folder, freePort());
        try {
            cluster.writeConfiguration(slots);
            cluster.jobManager = cluster.child(FlinkChild.Role.JOB_MANAGER, "job-manager", null);
            for (int i = 0; i < taskManagers; i++) {
                CpuShare share = null;
                if (cores > 0) {
                    share = CpuShare.of(ProcessHandle.current().pid() + "-" + i, cores);
                    cluster.shares.add(share);
                }
                cluster.taskManagers.add(
                        cluster.child(FlinkChild.Role.TASK_MANAGER, "task-manager-" + i, share));
            }
            cluster.client = cluster.connect();
            cluster.awaitTaskManagers();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Submits a job and returns once all its tasks run. */
    void run(StreamExecutionEnvironment env) throws IOException, InterruptedException {
        try {
            JobID job =
                    client().submitJob(env.getStreamGraph().getJobGraph())
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
            while (!running(job)) {
                awaitNext(deadlineNs, "its tasks do not run");
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The job was not taken; see the logs in " + folder + ".", e);
        }
    }

    /** CPU time of the task managers so far, s. */
    double taskManagerCpuSeconds() {
        return taskManagers.stream().mapToDouble(FlinkCluster::cpuSeconds).sum();
    }

    /** Process ids of all. */
    List<Long> processes() {
        List<Long> all = new ArrayList<>(taskManagers.stream().map(Process::pid).toList());
        if (jobManager != null) {
            all.add(jobManager.pid());
        }
        return all;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        for (Process process : taskManagers) {
            process.destroyForcibly().onExit().join();
        }
        if (jobManager != null) {
            jobManager.destroyForcibly().onExit().join();
        }
        shares.forEach(CpuShare::close);
    }

    private void writeConfiguration(int slots) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("config.yaml"),
                String.join(
                        "\n",
                        "jobmanager.rpc.address: 127.0.0.1",
                        "jobmanager.rpc.port: " + freePort(),
                        "jobmanager.bind-host: 127.0.0.1",
                        "jobmanager.memory.process.size: 1g",
                        "rest.address: 127.0.0.1",
                        "rest.bind-address: 127.0.0.1",
                        "rest.port: " + restPort,
                        "taskmanager.host: 127.0.0.1",
                        "taskmanager.bind-host: 127.0.0.1",
                        "taskmanager.numberOfTaskSlots: " + slots,
                        "taskmanager.cpu.cores: 1.0",
                        "taskmanager.memory.task.heap.size: 512m",
                        "taskmanager.memory.task.off-heap.size: 0m",
                        "taskmanager.memory.framework.heap.size: 128m",
                        "taskmanager.memory.framework.off-heap.size: 128m",
                        "taskmanager.memory.managed.size: 8m",
                        "taskmanager.memory.network.min: 32m",
                        "taskmanager.memory.network.max: 32m",
                        "taskmanager.memory.jvm-metaspace.size: 256m",
                        "taskmanager.memory.jvm-overhead.min: 192m",
                        "taskmanager.memory.jvm-overhead.max: 192m",
                        "security.context.factory.classes:"
                                + " org.apache.flink.runtime.security.contexts"
                                + ".NoOpSecurityContextFactory",
                        "io.tmp.dirs: " + folder.resolve("tmp"),
                        ""));
    }

    private Process child(FlinkChild.Role role, String name, @Nullable CpuShare share)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
        for (String opened :
                List.of("lang", "util", "util.concurrent", "util.concurrent.atomic", "net", "nio")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.addAll(
                List.of(
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        FlinkChild.class.getName(),
                        role.name(),
                        folder.toString()));
        return new ProcessBuilder(share == null ? command : share.limited(command))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private static String absolute(String classPath) {
        List<String> parts = new ArrayList<>();
        for (String part : classPath.split(File.pathSeparator, -1)) {
            parts.add(new File(part).getAbsolutePath());
        }
        return String.join(File.pathSeparator, parts);
    }

    private RestClusterClient<String> connect() throws IOException {
        Configuration conf = new Configuration();
        conf.set(RestOptions.ADDRESS, "127.0.0.1");
        conf.set(RestOptions.PORT, restPort);
        try {
            return new RestClusterClient<>(conf, "lockstep-scale");
        } catch (Exception e) {
            throw new IOException("No client of the cluster could be made.", e);
        }
    }

    private void awaitTaskManagers() throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (joined() < taskManagers.size()) {
            awaitNext(deadlineNs, "not all of its processes have joined");
        }
    }

    private int joined() throws IOException, InterruptedException {
        try {
            return client()
                    .getClusterOverview()
                    .get(POLL_MS * 10, TimeUnit.MILLISECONDS)
                    .getNumTaskManagersConnected();
        } catch (ExecutionException | TimeoutException e) {
            return 0; // It is still starting.
        }
    }

    private boolean running(JobID job)
            throws InterruptedException, ExecutionException, TimeoutException {
        JobDetailsInfo details =
                client().getJobDetails(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return details.getJobVertexInfos().stream()
                .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    /** What to say when one of its processes has ended; empty otherwise. */
    Optional<String> failure() {
        if (taskManagers.stream().anyMatch(process -> !process.isAlive())) {
            return Optional.of("A task manager ended; see the logs in " + folder + ".");
        }
        return jobManager != null && !jobManager.isAlive()
                ? Optional.of("The job manager ended; see the logs in " + folder + ".")
                : Optional.empty();
    }

    private void awaitNext(long deadlineNs, String otherwise)
            throws IOException, InterruptedException {
        Optional<String> failure = failure();
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
        if (System.nanoTime() - deadlineNs > 0) {
            throw new IOException(
                    "The cluster does not get going (" + otherwise + "); see the logs in " + folder
                            + ".");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }

    private RestClusterClient<String> client() {
        return java.util.Objects.requireNonNull(client);
    }

    private static double cpuSeconds(Process process) {
        return process.info().totalCpuDuration().map(used -> used.toNanos() / 1e9).orElse(0.0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
