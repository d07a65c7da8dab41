package dev.lockstep.load.peers;

import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.load.system.TrialRecord;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The thing that most teams would write: a Python process that reads our audio topic, finds
 * utterances, transcribes them with two threads and publishes finals. Broker and registry are ours
 * and do not count in its CPU time and memory.
 */
final class PlainConsumerSystem implements CaptioningSystem {
    private static final int WORKERS = 2;
    private static final int BEAM = 5;

    private final String name;
    private final PeerEnvironment environment;
    private final WhisperModel model;
    private @Nullable LocalStack stack;
    private int trials;

    PlainConsumerSystem(String name, PeerEnvironment environment, WhisperModel model) {
        this.name = name;
        this.environment = environment;
        this.model = model;
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
        if (stack == null) {
            stack = LocalStack.start();
        }
    }

    @Override
    public TrialRecord run(TrialPlan plan, TrialProgress progress)
            throws IOException, InterruptedException {
        LocalStack started = stack;
        if (started == null) {
            throw new IllegalStateException("A system is prepared before a trial.");
        }
        // Topics of its own for each trial: nothing of an earlier one is read again.
        String prefix = "plain-" + ++trials + ".";
        Topic<AudioChunk> audio = Topics.MEDIA_AUDIO.prefixed(prefix);
        TopicProvisionerConf topics = TopicProvisionerConf.local(started.bootstrapServers());
        new TopicProvisioner(topics).createMissing(List.of(audio));
        String text = prefix + "text";
        create(started.bootstrapServers(), text);
        AtomicReference<TextProbe> probe = new AtomicReference<>();
        try (SchemaRegistry registry = RegistryConf.of(started.registryUrl()).open();
                AudioFeed feed = new AudioFeed(started.bootstrapServers(), registry, audio, plan)) {
            PeerTrial trial =
                    new PeerTrial(
                            name,
                            List.of(
                                    environment.python(),
                                    environment.script("peer_plain.py").toString()),
                            environment.log(),
                            PeerTrial.Limits.STANDARD);
            TrialRecord record =
                    trial.run(
                            plan,
                            Map.of(),
                            options(started, audio.name(), text),
                            due -> {
                                probe.set(new TextProbe(started.bootstrapServers(), text, 1, due));
                                feed.start(due);
                            },
                            progress);
            return new TrialRecord(
                    probe.get().finish(),
                    record.cpuSeconds(),
                    record.rssMb(),
                    record.worstBacklogMs());
        } finally {
            TextProbe made = probe.get();
            if (made != null) {
                made.close();
            }
        }
    }

    private Map<String, ?> options(LocalStack started, String audio, String text)
            throws IOException {
        return Map.of(
                "bootstrap",
                started.bootstrapServers(),
                "registry",
                started.registryUrl(),
                "audio_topic",
                audio,
                "text_topic",
                text,
                "model",
                model.folder(environment).toString(),
                "vad",
                environment.installed("silero_vad/data/silero_vad.onnx").toString(),
                "workers",
                WORKERS,
                "beam",
                BEAM);
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
        LocalStack started = stack;
        stack = null;
        if (started != null) {
            started.close();
        }
    }
}
