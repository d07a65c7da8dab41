package dev.lockstep.load.peers;

import dev.lockstep.load.drive.AudioFeed;
import dev.lockstep.load.drive.Feed;
import dev.lockstep.load.drive.OpenLoopDriver;
import dev.lockstep.load.drive.PublisherOutlet;
import dev.lockstep.load.drive.SourceConf;
import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.load.system.TrialRecord;
import dev.lockstep.load.talk.TalkStream;
import dev.lockstep.producer.publish.MediaClock;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * A peer that reads our audio topic, finds utterances, transcribes them with two threads and
 * publishes finals: what most teams would write. Broker and registry are ours and do not count in
 * its CPU time and memory.
 */
final class KafkaPeerSystem implements CaptioningSystem {
    private static final int WORKERS = 2;
    private static final int BEAM = 5;
    private static final String TEXT = "plain-text";
    private static final String AUDIO = "audio-0";

    private final String name;
    private final PeerEnvironment environment;
    private final WhisperModel model;
    private final String script;
    private final List<Path> jars;

    /**
     * @param script ours that is run
     * @param jars what the script needs of Java
     */
    KafkaPeerSystem(
            String name,
            PeerEnvironment environment,
            WhisperModel model,
            String script,
            List<Path> jars) {
        this.name = name;
        this.environment = environment;
        this.model = model;
        this.script = script;
        this.jars = List.copyOf(jars);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean partials() {
        return false;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        environment.install();
        model.folder(environment);
    }

    @Override
    public TrialRecord run(TrialPlan plan, TrialProgress progress)
            throws IOException, InterruptedException {
        // A broker of its own for each trial: nothing of an earlier one is read again.
        try (LocalStack stack = LocalStack.start();
                PublisherOutlet outlet =
                        PublisherOutlet.to(stack.bootstrapServers(), stack.registryUrl());
                Sound sound = new Sound(plan, outlet);
                TextProbe probe = new TextProbe(stack.bootstrapServers(), TEXT, plan)) {
            TopicProvisionerConf topics = TopicProvisionerConf.local(stack.bootstrapServers());
            new TopicProvisioner(topics).createMissing(List.of(Topics.MEDIA_AUDIO));
            create(stack.bootstrapServers(), TEXT);
            PeerTrial trial =
                    new PeerTrial(
                            name,
                            List.of(environment.python(), environment.script(script).toString()),
                            environment.log(),
                            PeerTrial.Limits.STANDARD);
            PeerTrial.Start start =
                    due -> {
                        probe.start(due);
                        sound.start(due);
                    };
            TrialRecord record = trial.run(plan, Map.of(), options(stack), start, progress);
            return new TrialRecord(
                    probe.finish(),
                    record.cpuSeconds(),
                    record.rssMb(),
                    record.worstBacklogMs(),
                    record.resources());
        }
    }

    /** What publishes the sound of a trial. */
    private static final class Sound implements AutoCloseable {
        private final TrialPlan plan;
        private final PublisherOutlet outlet;
        private @Nullable OpenLoopDriver driver;

        Sound(TrialPlan plan, PublisherOutlet outlet) {
            this.plan = plan;
            this.outlet = outlet;
        }

        void start(long dueNanos) {
            MediaClock clock = MediaClock.system();
            long startUs = clock.nowUs() + (dueNanos - System.nanoTime()) / 1_000;
            List<Feed> feeds = new ArrayList<>();
            for (int i = 0; i < plan.streams().size(); i++) {
                TalkStream stream = plan.streams().get(i);
                SourceConf source =
                        new SourceConf(
                                stream.id(),
                                AUDIO,
                                List.of(AUDIO),
                                startUs + plan.offsetNanos(i) / 1_000,
                                1);
                feeds.add(new AudioFeed(source, plan.sound(i), (int) plan.chunk().toMillis()));
            }
            driver = OpenLoopDriver.start(feeds, outlet, clock);
        }

        @Override
        public void close() {
            OpenLoopDriver started = driver;
            if (started != null) {
                started.close();
            }
        }
    }

    private Map<String, ?> options(LocalStack stack) throws IOException {
        return Map.of(
                "bootstrap", stack.bootstrapServers(),
                "registry", stack.registryUrl(),
                "audio_topic", Topics.MEDIA_AUDIO.name(),
                "text_topic", TEXT,
                "model", model.folder(environment).toString(),
                "vad", environment.installed("silero_vad/data/silero_vad.onnx").toString(),
                "workers", WORKERS,
                "beam", BEAM,
                "jars", jars.stream().map(Path::toString).toList());
    }

    private static void create(String bootstrapServers, String topic)
            throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new IOException("The topic " + topic + " could not be made; run again.", e);
        }
    }

    @Override
    public void close() {
        // All that it uses ends with each trial.
    }
}
