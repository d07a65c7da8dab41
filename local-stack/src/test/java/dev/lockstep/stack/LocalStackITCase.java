package dev.lockstep.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LocalStackITCase {
    private static final long LONG_AGO_MS = 86_400_000L;

    /**
     * Awaitility's poller, which runs the check; the JDK's idle daemon that waits for children; the
     * two daemons of Kafka's one static metrics registry per class loader.
     */
    private static final Pattern LEFT_BY_DESIGN =
            Pattern.compile("awaitility.*|process reaper|metrics-meter-tick-thread-[12]");

    @Test
    void recordsAndSchemasPassAndNothingIsLeftBehind() throws Exception {
        Set<Long> threadsBefore = threadIds();
        Set<Path> tempBefore = tempEntries();
        long registryPid;
        try (LocalStack stack = LocalStack.start()) {
            registryPid = stack.registry().pid();
            assertThat(tempEntries()).hasSizeGreaterThan(tempBefore.size());
            createTopic(stack);
            produceInTransaction(stack);
            assertThat(consumeAll(stack)).containsExactly("key=value@" + LONG_AGO_MS);
            assertThat(registerSchema(stack)).matches("\\{\"id\":\\d+}");
        }
        assertThat(ProcessHandle.of(registryPid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(tempEntries()).isEqualTo(tempBefore);
        await().untilAsserted(() -> assertThat(namesOfNewThreads(threadsBefore)).isEmpty());
    }

    private static void createTopic(LocalStack stack) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            assertThat(admin.describeFeatures().featureMetadata().get().finalizedFeatures())
                    .hasEntrySatisfying(
                            "transaction.version",
                            range -> assertThat(range.maxVersionLevel()).isEqualTo((short) 2));
            admin.createTopics(List.of(new NewTopic("media.audio", 2, (short) 1))).all().get();
        }
    }

    private static void produceInTransaction(LocalStack stack) throws Exception {
        Map<String, Object> conf =
                Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", "t");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(conf, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("media.audio", null, LONG_AGO_MS, "key", "value"))
                    .get();
            producer.commitTransaction();
        }
    }

    private static List<String> consumeAll(LocalStack stack) {
        Map<String, Object> conf =
                Map.of(
                        "bootstrap.servers", stack.bootstrapServers(),
                        "group.id", "g",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed");
        List<String> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(conf, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("media.audio"));
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                for (ConsumerRecord<String, String> r :
                                        consumer.poll(Duration.ofMillis(200))) {
                                    read.add(r.key() + "=" + r.value() + "@" + r.timestamp());
                                }
                                return !read.isEmpty();
                            });
            consumer.commitSync();
        }
        return read;
    }

    private static String registerSchema(LocalStack stack) throws IOException {
        URI uri = URI.create(stack.registryUrl() + "/subjects/media.audio-value/versions");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("Content-Type", "application/vnd.schemaregistry.v1+json");
        connection
                .getOutputStream()
                .write("{\"schema\":\"\\\"string\\\"\"}".getBytes(StandardCharsets.UTF_8));
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<Long> threadIds() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getId)
                .collect(Collectors.toSet());
    }

    private static List<String> namesOfNewThreads(Set<Long> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread.getId()))
                .map(Thread::getName)
                .filter(name -> !LEFT_BY_DESIGN.matcher(name).matches())
                .toList();
    }

    private static Set<Path> tempEntries() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return entries.filter(
                            path ->
                                    path.getFileName().toString().startsWith("lockstep-broker-")
                                            || path.getFileName()
                                                    .toString()
                                                    .startsWith("lockstep-registry-"))
                    .collect(Collectors.toSet());
        }
    }
}
