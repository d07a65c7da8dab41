package dev.lockstep.producer.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.producer.publish.MediaClock;
import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.producer.publish.PublisherConf;
import dev.lockstep.producer.publish.RecordPublisher;
import dev.lockstep.producer.publish.StopSignal;
import dev.lockstep.producer.publish.TestTopics;
import dev.lockstep.producer.publish.TopicCounts;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextProducerITCase {

    private static final long START_US = 1_700_000_000_000_000L;
    private static LocalStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = LocalStack.shared();
        TestTopics.create(stack.bootstrapServers(), Topics.MEDIA_TEXT, Topics.DEAD_LETTERS);
    }

    @Test
    void cuesBecomeEventsAndABadOneADeadLetter() throws Exception {
        String srt =
                "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n"
                        + "2\nno times\nLost\n\n"
                        + "3\n00:00:03,000 --> 00:00:04,500\nThree\n";
        TextFeed feed =
                TextFeeds.of(
                        new ByteArrayInputStream(srt.getBytes(StandardCharsets.UTF_8)),
                        "talk.srt",
                        TextFeeds.Format.SRT,
                        FieldMapping.STANDARD);

        TextReport report = run(feed, "text-cues", new StopSignal());

        assertThat(report.complete()).isTrue();
        assertThat(report.bad()).isEqualTo(1);
        assertThat(report.firstProblems())
                .singleElement()
                .asString()
                .startsWith("Line 6 of talk.srt");
        assertThat(report.topics().get("media.text")).isEqualTo(new TopicCounts(3, 3, 0));
        List<TestTopics.Read<TextEvent>> events = events("text-cues");
        assertThat(events).extracting(e -> e.value().getText()).containsExactly("One", "Three", "");
        assertThat(events).extracting(e -> e.value().getSequence()).containsExactly(0L, 1L, 2L);
        assertThat(events)
                .extracting(e -> e.value().getStreamSources())
                .containsExactly(List.of("audio-0", "text-0"), List.of(), List.of());
        TextEvent three = events.get(1).value();
        assertThat(three.getEventTimeUs()).isEqualTo(START_US + 3_000_000);
        assertThat(three.getDurationUs()).isEqualTo(1_500_000);
        assertThat(events.get(1).timestampMs()).isEqualTo(START_US / 1_000 + 3_000);
        assertThat(events.get(2).value().getEventTimeUs()).isEqualTo(START_US + 4_500_000);
        DeadLetter letter =
                TestTopics.read(
                                stack.bootstrapServers(),
                                stack.registryUrl(),
                                Topics.DEAD_LETTERS,
                                "text-cues",
                                d -> true)
                        .get(0)
                        .value();
        assertThat(letter.getTopic()).isEqualTo("talk.srt");
        assertThat(letter.getOffset()).isEqualTo(6);
        assertThat(StandardCharsets.UTF_8.decode(letter.getValue()).toString())
                .isEqualTo("no times");
    }

    @Test
    void recordsOfAnyTopicAreTakenByAMapping() throws Exception {
        String topic = "chat-in";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        Properties p = new Properties();
        p.put("bootstrap.servers", stack.bootstrapServers());
        try (KafkaProducer<String, String> chat =
                new KafkaProducer<>(p, new StringSerializer(), new StringSerializer())) {
            chat.send(
                    new ProducerRecord<>(topic, 0, 1_700_000_001_000L, "k", "{\"msg\":\"hello\"}"));
            chat.send(new ProducerRecord<>(topic, 0, 1_700_000_002_000L, "k", "nonsense"));
            chat.send(new ProducerRecord<>(topic, 0, 1_700_000_003_000L, "k", "{\"msg\":\"bye\"}"));
        }
        StopSignal stop = new StopSignal();
        try (TextFeed feed =
                new TopicFeed(
                        stack.bootstrapServers(),
                        topic,
                        "chat-group",
                        FieldMapping.parse("text=msg"),
                        Map.of())) {
            CompletableFuture<TextReport> running =
                    CompletableFuture.supplyAsync(() -> runChecked(feed, "text-topic", stop));
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> count("text-topic", "bye"));
            stop.stop();
            feed.stop();
            TextReport report = running.get(60, TimeUnit.SECONDS);
            assertThat(report.complete()).isTrue();
            assertThat(report.bad()).isEqualTo(1);
        }
        List<TestTopics.Read<TextEvent>> events = events("text-topic");
        assertThat(events).extracting(e -> e.value().getText()).containsExactly("hello", "bye", "");
        assertThat(events.get(1).value().getEventTimeUs()).isEqualTo(1_700_000_003_000_000L);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            assertThat(
                            admin.listConsumerGroupOffsets("chat-group")
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .values())
                    .singleElement()
                    .extracting(o -> o.offset())
                    .isEqualTo(3L);
        }
    }

    private static boolean count(String stream, String text) throws Exception {
        return !TestTopics.read(
                        stack.bootstrapServers(),
                        stack.registryUrl(),
                        Topics.MEDIA_TEXT,
                        stream,
                        e -> e.getText().equals(text))
                .isEmpty();
    }

    private static TextReport runChecked(TextFeed feed, String stream, StopSignal stop) {
        try {
            return run(feed, stream, stop);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static TextReport run(TextFeed feed, String stream, StopSignal stop) throws Exception {
        TextProducerConf conf =
                TextProducerConf.of(stream)
                        .withPacing(Pacing.MAX, OptionalLong.of(START_US))
                        .withCompanions(List.of("audio-0"));
        try (SchemaRegistry registry = RegistryConf.of(stack.registryUrl()).open();
                RecordPublisher publisher =
                        new RecordPublisher(
                                PublisherConf.text(stack.bootstrapServers()), registry, stop)) {
            return new TextProducer(feed, conf, publisher, stop, MediaClock.system()).run();
        }
    }

    private static List<TestTopics.Read<TextEvent>> events(String stream) throws Exception {
        return TestTopics.read(
                stack.bootstrapServers(),
                stack.registryUrl(),
                Topics.MEDIA_TEXT,
                stream,
                TextEvent::getEndOfStream);
    }
}
