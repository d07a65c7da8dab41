package dev.lockstep.load.system;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.config.SpeechOptions;
import dev.lockstep.inference.config.TextOptions;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.load.drive.AudioFeed;
import dev.lockstep.load.drive.Feed;
import dev.lockstep.load.drive.OpenLoopDriver;
import dev.lockstep.load.drive.PublisherOutlet;
import dev.lockstep.load.drive.SourceConf;
import dev.lockstep.load.measure.ProcessMeter;
import dev.lockstep.load.talk.TalkStream;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.producer.publish.MediaClock;
import dev.lockstep.producer.publish.ProducerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own pipeline: broker, registry and captioning job on this machine, fed and read by this
 * process. It stays up between trials, each of which has stream ids of its own. CPU time is that of
 * this process, driver and reader included, and of the registry's.
 */
public final class LockstepSystem implements CaptioningSystem {
    private static final Logger LOG = LoggerFactory.getLogger(LockstepSystem.class);
    private static final String NAME = "lockstep";
    private static final String AUDIO = "audio-0";
    private static final long HEAD_START_US = 500_000;
    private static final long TICK_MS = 100;
    private static final long SAMPLE_MS = 1_000;
    private static final long COLLECT_MS = 60_000;
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long DRIVER_PATIENCE_MS = 60_000;

    private final String name;
    private final Map<String, String> given;
    private final Deployment.Launcher launcher;
    private boolean partials;
    private boolean collectHeap;
    private @Nullable Deployment deployment;
    private @Nullable CaptionPump pump;
    private int trials;

    /**
     * Not started yet.
     *
     * @param partials whether the job makes partials at first; a plan that wants it otherwise
     *     restarts the job
     */
    public LockstepSystem(LockstepConf conf, boolean partials) {
        this(NAME, conf.settings(), settings -> LocalDeployment.start(conf, settings), partials);
    }

    /**
     * Not started yet, and not in this process.
     *
     * @param name for tables
     * @param settings options of the job that replace the defaults, pictures off among them
     */
    public LockstepSystem(
            String name,
            Map<String, String> settings,
            Deployment.Launcher launcher,
            boolean partials) {
        this.name = name;
        this.given = Map.copyOf(settings);
        this.launcher = launcher;
        this.partials = partials;
    }

    /**
     * Whether a full collection each minute tells how much heap is in use. It stops the process for
     * a moment, which counts.
     */
    public void collectHeap(boolean each) {
        collectHeap = each;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean partials() {
        return partials;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        if (deployment != null) {
            return;
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("vision.enabled", "false");
        settings.putAll(given);
        settings.put(SpeechOptions.PARTIALS.key(), String.valueOf(partials));
        resolve(ModelStore.standard(ProgressListener.NONE), settings);
        Deployment started = launcher.start(settings);
        deployment = started;
        pump = new CaptionPump(started);
    }

    /** What the job would otherwise fetch while it is measured. */
    private static void resolve(ModelStore store, Map<String, String> settings) {
        CatalogueSpeechModels.STANDARD_IDS.forEach(store::resolve);
        if ("false".equals(settings.get(TextOptions.ENABLED.key()))) {
            return;
        }
        for (var model :
                List.of(
                        TextOptions.EMBEDDING,
                        TextOptions.LANGUAGE,
                        TextOptions.MODERATION_CLASSIFIER)) {
            String id = settings.getOrDefault(model.key(), String.valueOf(model.defaultText()));
            try {
                if (!id.isEmpty()) {
                    store.resolve(id);
                }
            } catch (ModelStoreException e) {
                LOG.warn("Trials go on without {}: {}", model.key(), e.getMessage());
            }
        }
    }

    @Override
    public TrialRecord run(TrialPlan plan, TrialProgress progress)
            throws IOException, InterruptedException {
        if (plan.partials() != partials) {
            close();
            partials = plan.partials();
        }
        prepare();
        Deployment running = Objects.requireNonNull(deployment);
        try (PublisherOutlet outlet =
                PublisherOutlet.to(running.bootstrapServers(), running.registryUrl())) {
            return run(plan, progress, running, outlet);
        } catch (UserException | ProducerException e) {
            close();
            throw new IOException(e.getMessage(), e);
        }
    }

    private TrialRecord run(
            TrialPlan plan, TrialProgress progress, Deployment running, PublisherOutlet outlet)
            throws IOException, InterruptedException {
        MediaClock clock = MediaClock.system();
        long startUs = clock.nowUs() + HEAD_START_US;
        List<SourceConf> sources = sources(plan, "trial-" + trials++ + "-", startUs);
        ShownCaptions shown = new ShownCaptions(plan.streams(), sources);
        Objects.requireNonNull(pump).into(shown);
        ProcessMeter meter = ProcessMeter.withThis(running.processes());
        ResourceLog log = new ResourceLog(meter, SAMPLE_MS, collectHeap ? COLLECT_MS : 0);
        try (OpenLoopDriver driver = OpenLoopDriver.start(feeds(plan, sources), outlet, clock)) {
            long warmMs = plan.warmUp().toMillis();
            long playedMs = plan.played().toMillis();
            double cpuBefore = meter.cpuSeconds();
            boolean warm = false;
            for (long atMs = 0; atMs < playedMs; atMs = (clock.nowUs() - startUs) / 1_000) {
                if (!warm && atMs >= warmMs) {
                    warm = true;
                    cpuBefore = meter.cpuSeconds();
                }
                if (atMs >= 0) {
                    log.look(atMs);
                }
                progress.at(name(), plan.streams().size(), Math.max(0, atMs) / (double) playedMs);
                running.check();
                TimeUnit.MILLISECONDS.sleep(Math.max(1, Math.min(TICK_MS, playedMs - atMs)));
                // Tells what ended it, if something did.
                driver.await(0);
            }
            double cpuSeconds = meter.cpuSeconds() - cpuBefore;
            long residentMb = meter.residentMb();
            if (!driver.await(DRIVER_PATIENCE_MS)) {
                throw new IOException("The broker does not take the sound any more.");
            }
            drain(running, shown);
            progress.at(name(), plan.streams().size(), 1);
            return new TrialRecord(
                    shown.byStream(), cpuSeconds, residentMb, driver.worstLateMs(), log.samples());
        }
    }

    /** What is still on its way has its time; an overloaded job has a lot of it. */
    private void drain(Deployment running, ShownCaptions shown) throws InterruptedException {
        while (!shown.complete()) {
            running.check();
            if (shown.silentNs() > SILENCE_NS) {
                LOG.warn("Not all streams have ended; the pipeline is started anew");
                close();
                return;
            }
            TimeUnit.MILLISECONDS.sleep(TICK_MS);
        }
    }

    private static List<SourceConf> sources(TrialPlan plan, String prefix, long startUs) {
        List<TalkStream> streams = plan.streams();
        List<SourceConf> sources = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            sources.add(
                    new SourceConf(
                            prefix + streams.get(i).id(),
                            AUDIO,
                            List.of(AUDIO),
                            startUs + plan.offsetNanos(i) / 1_000,
                            1));
        }
        return sources;
    }

    private static List<Feed> feeds(TrialPlan plan, List<SourceConf> sources) {
        List<Feed> feeds = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            feeds.add(new AudioFeed(sources.get(i), plan.sound(i), (int) plan.chunk().toMillis()));
        }
        return feeds;
    }

    @Override
    public void close() {
        CaptionPump reading = pump;
        Deployment running = deployment;
        pump = null;
        deployment = null;
        if (reading != null) {
            reading.close();
        }
        if (running != null) {
            running.close();
        }
    }
}
