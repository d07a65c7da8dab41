package dev.lockstep.view;

import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.view.config.ViewConf;
import dev.lockstep.view.push.ChangeSink;
import dev.lockstep.view.query.ClusterStreamViews;
import dev.lockstep.view.query.KafkaStreamOwners;
import dev.lockstep.view.query.LocalStreamViews;
import dev.lockstep.view.query.StreamOwners;
import dev.lockstep.view.query.StreamViews;
import dev.lockstep.view.topology.ViewMetrics;
import dev.lockstep.view.topology.ViewParts;
import dev.lockstep.view.topology.ViewTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of the live view: reads the topics, keeps the state, answers questions and hands
 * changes on. Thread-safe; closing ends its threads and leaves the state on disk.
 */
public final class ViewApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewApplication.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /** Readers never sweep, so the lifetime of payloads does not matter here. */
    private static final Duration PAYLOAD_LIFETIME = Duration.ofDays(365);

    private static final int ASKING_THREADS = 8;

    private final KafkaStreams streams;
    private final SchemaRegistry registry;
    private final ExecutorService asking;
    private final CountDownLatch running = new CountDownLatch(1);
    private final StreamViews localViews;
    private final StreamViews views;
    private final StreamOwners owners;

    /** Held, because a registry holds what it asks only weakly. */
    @SuppressWarnings({"FieldCanBeLocal", "unused"})
    private final ViewMeters gauges;

    private ViewApplication(ViewConf conf, ChangeSink changes, MeterRegistry meters, Clock clock) {
        registry = conf.registry().open();
        ViewMetrics metrics = new ViewMetrics(meters);
        streams =
                new KafkaStreams(
                        ViewTopology.build(
                                new ViewParts(
                                        conf.topics(),
                                        registry,
                                        conf.rules(),
                                        payloads(conf, clock),
                                        guarded(changes),
                                        metrics)),
                        StreamsSettings.of(conf));
        streams.setUncaughtExceptionHandler(new ThreadFailures(conf.maxFailures(), metrics, clock));
        streams.setStateListener(this::stateChanged);
        gauges = new ViewMeters(streams);
        gauges.bindTo(meters);
        asking = Executors.newFixedThreadPool(ASKING_THREADS, ViewApplication::askingThread);
        localViews =
                new LocalStreamViews(
                        streams, conf.topics(), registry, conf.rules().silentAfter(), clock);
        owners = new KafkaStreamOwners(streams, conf.topics(), registry, conf.instanceAddress());
        views = new ClusterStreamViews(localViews, owners, metrics, asking);
    }

    /**
     * Starts an instance; returns before it has its share of the streams.
     *
     * @param changes takes every change, on the threads of the view; never blocks
     * @param meters where it counts
     * @throws ViewException when it cannot run on these topics
     */
    public static ViewApplication start(ViewConf conf, ChangeSink changes, MeterRegistry meters) {
        return start(conf, changes, meters, Clock.systemUTC());
    }

    /** The same with another clock; it says which streams are silent. */
    public static ViewApplication start(
            ViewConf conf, ChangeSink changes, MeterRegistry meters, Clock clock) {
        TopicCheck.check(conf);
        ViewApplication application = new ViewApplication(conf, changes, meters, clock);
        try {
            application.streams.start();
        } catch (StreamsException | IllegalStateException e) {
            application.close();
            throw new ViewException(
                    "The live view could not be started (" + e.getMessage() + ").", e);
        }
        return application;
    }

    /** Answers for all instances. */
    public StreamViews views() {
        return views;
    }

    /** Answers from the state of this instance alone, as for a question that was forwarded. */
    public StreamViews localViews() {
        return localViews;
    }

    /** Which instance has a stream. */
    public StreamOwners owners() {
        return owners;
    }

    /** Whether it has its share of the streams and answers. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether it works or is about to; false when it has ended or given up. */
    public boolean isAlive() {
        return streams.state().isRunningOrRebalancing()
                || streams.state() == KafkaStreams.State.CREATED;
    }

    /** The state in a word, for people: created, rebalancing, running, error, … */
    public String state() {
        return streams.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Waits until it has had its share of the streams once.
     *
     * @return false when that took too long
     */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        // The others take over at once instead of waiting for this one to come back.
        CloseOptions leaving =
                CloseOptions.timeout(CLOSE_TIMEOUT)
                        .withGroupMembershipOperation(
                                CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving)) {
            LOG.warn("The live view did not end within {}.", CLOSE_TIMEOUT);
        }
        asking.shutdownNow();
        registry.close();
    }

    private void stateChanged(KafkaStreams.State to, KafkaStreams.State from) {
        LOG.info("The live view is {} (was {}).", to, from);
        if (to == KafkaStreams.State.RUNNING) {
            running.countDown();
        }
    }

    /** What fails at a viewer's end must not stop the view. */
    private static ChangeSink guarded(ChangeSink changes) {
        return (stream, type, value) -> {
            try {
                changes.changed(stream, type, value);
            } catch (RuntimeException e) {
                LOG.error("A {} of stream {} could not be handed on.", type, stream, e);
            }
        };
    }

    private static @Nullable PayloadStore payloads(ViewConf conf, Clock clock) {
        return conf.payloadDir()
                .map(dir -> new FilePayloadStore(dir, PAYLOAD_LIFETIME, clock))
                .orElse(null);
    }

    private static Thread askingThread(Runnable task) {
        Thread thread = new Thread(task, "lockstep-view-ask");
        thread.setDaemon(true);
        return thread;
    }
}
