package dev.lockstep.local.run;

import dev.lockstep.job.CaptioningJob;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.search.StoreHealth;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.EmbeddedBrokerConf;
import dev.lockstep.stack.LocalStack;
import dev.lockstep.stack.RegistryProcessConf;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, registry and the captioning job, all on this machine and all real. Thread-safe.
 *
 * <p>Started means: the topics are there and every task of the job runs with its model loaded.
 */
public final class LocalPipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPipeline.class);

    /** The store job has one subtask. */
    private static final int STORE_SLOTS = 1;

    private final LocalStack stack;
    private final LocalCluster cluster;
    private final TempFolder checkpoints;
    private final LocalJob job;
    private final Optional<LocalStore> store;
    private final Optional<LocalView> view;
    private final FreeSpace space;

    private LocalPipeline(
            LocalStack stack,
            LocalCluster cluster,
            TempFolder checkpoints,
            LocalJob job,
            Optional<LocalStore> store,
            Optional<LocalView> view) {
        this.stack = stack;
        this.cluster = cluster;
        this.checkpoints = checkpoints;
        this.job = job;
        this.store = store;
        this.view = view;
        // The broker's data and the checkpoints lie below it.
        this.space = FreeSpace.at(RunFolder.outside().toAbsolutePath());
    }

    /**
     * Starts everything, side by side where it can be.
     *
     * @param models makes sure that the models are there; runs while the rest starts
     */
    public static LocalPipeline start(PipelineConf conf, Runnable models) throws IOException {
        Phases phases = new Phases();
        Files.createDirectories(conf.logDir());
        TempFolder checkpoints = TempFolder.create("lockstep-checkpoints-");
        CompletableFuture<LocalStack> stack = inBackground(() -> startStack(conf));
        CompletableFuture<LocalCluster> cluster =
                inBackground(() -> LocalCluster.start(conf.parallelism() + STORE_SLOTS));
        CompletableFuture<Optional<LocalView>> view = new CompletableFuture<>();
        try {
            models.run();
            phases.reached("models");
            LocalStack started = join(stack);
            started.broker().surviveFailure();
            phases.reached("broker and registry");
            new TopicProvisioner(TopicProvisionerConf.local(started.bootstrapServers()))
                    .createMissing(Topics.all());
            phases.reached("topics");
            AtomicReference<Optional<LocalStore>> storing = new AtomicReference<>(Optional.empty());
            view = inBackground(() -> startView(conf, started, checkpoints.path(), storing::get));
            LocalCluster flink = join(cluster);
            phases.reached("Flink");
            LocalJob job =
                    flink.submit(
                            LocalJobs.captioning(conf, started, checkpoints.path()),
                            CaptioningJob.NAME);
            phases.reached("job");
            Optional<LocalStore> store =
                    conf.store()
                            .map(at -> LocalJobs.store(conf, at, started, checkpoints.path()))
                            .map(jobConf -> LocalStore.start(flink, jobConf));
            storing.set(store);
            phases.reached("store");
            Optional<LocalView> seen = join(view);
            phases.reached("view");
            return new LocalPipeline(started, flink, checkpoints, job, store, seen);
        } catch (RuntimeException | Error e) {
            view.complete(Optional.empty());
            view.thenAccept(v -> v.ifPresent(LocalView::close)).exceptionally(t -> null).join();
            cluster.thenAccept(LocalCluster::close).exceptionally(t -> null).join();
            stack.thenAccept(LocalStack::close).exceptionally(t -> null).join();
            checkpoints.close();
            throw e;
        }
    }

    /** Addresses of the brokers. */
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    /** Address of the registry. */
    public String registryUrl() {
        return stack.registryUrl();
    }

    /** Process id of the registry's JVM. */
    public long registryPid() {
        return stack.registry().pid();
    }

    /** Where the live view is; empty without one. */
    public Optional<URI> viewAddress() {
        return view.map(LocalView::address);
    }

    /** What ended the storing of results; empty while it goes on. */
    public Optional<String> storeFailure() {
        return store.flatMap(LocalStore::failure);
    }

    /**
     * Waits until all settled results are in the store.
     *
     * @return what to say when they are not; empty without a store and when the broker is gone,
     *     which others tell
     */
    public Optional<String> awaitStore(Duration timeout) throws InterruptedException {
        return store.isEmpty() || stack.broker().failure().isPresent()
                ? Optional.empty()
                : store.get().await(timeout);
    }

    /** Folder for pictures that are too large for a record; deleted on close. */
    public Path payloadDir() {
        return LocalJobs.payloadDir(checkpoints.path());
    }

    /** What to say when the disk of the temporary folders is all but full; empty otherwise. */
    public Optional<String> lowSpace() {
        return space.low();
    }

    /** Kills all tasks at once and lets them come back from the last checkpoint: for tests. */
    public void failOver() {
        cluster.replaceTaskManager();
    }

    /** Throws a {@link UserException} when the broker or the job has failed. */
    public void throwIfFailed() {
        stack.broker()
                .failure()
                .ifPresent(
                        why -> {
                            throw new UserException(String.valueOf(why.getMessage()), why);
                        });
        cluster.throwIfFailed(job);
    }

    /** Cancels the jobs and ends everything; nobody waits for a job whose broker is gone. */
    @Override
    public void close() {
        boolean orderly = stack.broker().failure().isEmpty();
        try {
            view.ifPresent(LocalView::close);
            if (orderly) {
                store.ifPresent(LocalStore::cancel);
                cluster.cancel(job);
                cluster.close();
            }
        } finally {
            stack.close();
            if (!orderly) {
                cluster.abandon();
            }
            checkpoints.close();
        }
    }

    private static Optional<LocalView> startView(
            PipelineConf conf,
            LocalStack stack,
            Path folder,
            Supplier<Optional<LocalStore>> storing) {
        if (conf.viewPort().isEmpty()) {
            return Optional.empty();
        }
        OptionValues options =
                LocalJobs.view(conf, stack, folder, conf.viewPort().getAsInt()).load();
        Optional<StoreHealth> health =
                conf.store()
                        .map(
                                store ->
                                        new StoreHealth(
                                                store,
                                                () -> storing.get().flatMap(LocalStore::failure),
                                                System::nanoTime));
        return Optional.of(LocalView.start(options, health, conf.cacheDir()));
    }

    private static LocalStack startStack(PipelineConf conf) {
        RegistryProcessConf standard = RegistryProcessConf.standard();
        return LocalStack.start(
                new EmbeddedBrokerConf(null, conf.kafkaPort()),
                new RegistryProcessConf(
                        standard.home(),
                        conf.registryPort(),
                        conf.logDir().resolve("registry.log"),
                        standard.startTimeout()));
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> task) {
        return CompletableFuture.supplyAsync(
                task,
                runnable -> {
                    Thread thread = new Thread(runnable, "lockstep-start");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Tells the log how long each step of the start took. */
    private static final class Phases {
        private long sinceNs = System.nanoTime();

        void reached(String what) {
            long now = System.nanoTime();
            LOG.info("Started: {} after {} ms", what, (now - sinceNs) / 1_000_000);
            sinceNs = now;
        }
    }
}
