package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.LedgerEntry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From real topics to real databases, with everything that can go wrong in between. */
class StoreJobITCase {
    @RegisterExtension static final MiniClusterExtension FLINK = JobCluster.twoSlots();

    private static final Map<String, String> WORDS_ONLY = Map.of("text.embedding", "");

    @TempDir private static Path folder;

    private static List<Caption> captions(String stream, int from, int to) {
        List<Caption> captions = new ArrayList<>();
        for (int i = from; i < to; i++) {
            captions.add(Results.caption(stream, i, "sentence number " + i));
        }
        return captions;
    }

    private static List<AlignedWindow> windows(String stream, int from, int to) {
        List<AlignedWindow> windows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            windows.add(Results.window(stream, i, "chat number " + i));
        }
        return windows;
    }

    private static List<LedgerEntry> ledger(String stream, int from, int to) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            entries.add(Results.ledger(stream, i));
        }
        return entries;
    }

    private static void publish(StoreRig rig, int from, int to) {
        for (String stream : List.of("a", "b")) {
            rig.publish(rig.conf().topics().captions(), captions(stream, from, to));
            rig.publish(rig.conf().topics().windows(), windows(stream, from, to));
            rig.publish(rig.conf().topics().ledger(), ledger(stream, from, to));
        }
    }

    /** What the store holds when it has heard of the first so many of each kind. */
    private static void assertHolds(StoreRig rig, int count) throws Exception {
        List<String> captions = new ArrayList<>();
        List<String> passages = new ArrayList<>();
        for (String stream : List.of("a", "b")) {
            for (int i = 0; i < count; i++) {
                captions.add(
                        stream
                                + "|"
                                + i
                                + "|"
                                + i * 1000
                                + "|"
                                + (i * 1000 + 900)
                                + "|sentence number "
                                + i);
                passages.add(stream + "|speech|" + i * 1000 + "|sentence number " + i);
                passages.add(stream + "|chat|" + (i * 500 + 1) + "|chat number " + i);
            }
            passages.add(stream + "|screen|0|Results of the year");
            passages.add(stream + "|object|0|person");
        }
        int end = (count - 1) * 500;
        assertThat(
                        rig.query(
                                "SELECT stream, utterance, start_ms, end_ms, text FROM caption"
                                        + " ORDER BY stream, utterance"))
                .isEqualTo(captions);
        assertThat(rig.query("SELECT stream, modality, start_ms, text FROM passage"))
                .containsExactlyInAnyOrderElementsOf(passages);
        assertThat(
                        rig.query(
                                "SELECT end_ms FROM passage WHERE modality IN ('screen',"
                                        + " 'object')"))
                .hasSize(4)
                .containsOnly(String.valueOf(end));
        assertThat(
                        rig.query(
                                "SELECT stream, count(*), max(start_ms) FROM aligned_window GROUP"
                                        + " BY stream ORDER BY stream"))
                .containsExactly("a|" + count + "|" + end, "b|" + count + "|" + end);
        assertThat(rig.query("SELECT stream, read FROM ledger ORDER BY stream"))
                .containsExactly("a|" + 10 * count, "b|" + 10 * count);
        assertThat(
                        rig.query(
                                "SELECT stream, origin_time_us, last_time_us FROM stream ORDER BY"
                                        + " stream"))
                .containsExactly(
                        "a|" + Results.START_US + "|" + lastUs(count),
                        "b|" + Results.START_US + "|" + lastUs(count));
    }

    private static long lastUs(int count) {
        return Results.START_US + (count - 1) * 1_000_000L + 900_000;
    }

    @Test
    void storesEverythingOnceWithItsMeaningAlthoughTheTaskFailsInMidStream() throws Exception {
        Path file = folder.resolve("out/results.db");
        try (StoreRig rig =
                new StoreRig(
                        "storefail",
                        folder.resolve("storefail"),
                        Map.of("store.url", "jdbc:sqlite:" + file))) {
            publish(rig, 0, 10);
            rig.abort(rig.conf().topics().captions(), captions("a", 900, 905));
            assertThat(rig.progress().isComplete()).isFalse();
            JobClient job = rig.start(new FailingOnceTexts(rig.conf().text().models()));
            assertThat(rig.isStored()).isTrue();
            assertHolds(rig, 10);

            FailingOnceTexts.failNext();
            publish(rig, 10, 30);

            assertThat(rig.isStored()).isTrue();
            assertThat(FailingOnceTexts.hasFailed()).isTrue();
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            assertHolds(rig, 30);
            assertThat(rig.query("SELECT count(*), min(length(embedding)) FROM passage"))
                    .containsExactly("124|1536");
            assertThat(rig.progress().isComplete()).isTrue();
        }
    }

    @Test
    void losesAndDoublesNothingWhenTheServerIsDownAtStartAndInMidRun() throws Exception {
        Path data = folder.resolve("data");
        int port = ownPort();
        postgres(data, port).close();
        try (StoreRig rig =
                new StoreRig(
                        "storedown",
                        folder.resolve("storedown"),
                        Map.of(
                                "text.embedding",
                                "",
                                "store.url",
                                "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres",
                                // So short that the task fails and comes again meanwhile.
                                "store.retry-time",
                                "1s"))) {
            publish(rig, 0, 10);
            rig.start();
            assertThat(rig.progress().await(Duration.ofSeconds(3))).isFalse();
            try (EmbeddedPostgres server = postgres(data, port)) {
                assertThat(server.getPort()).isEqualTo(port);
                assertThat(rig.isStored()).isTrue();
                assertHolds(rig, 10);
                publish(rig, 10, 20);
            }
            publish(rig, 20, 30);
            assertThat(rig.progress().await(Duration.ofSeconds(3))).isFalse();
            try (EmbeddedPostgres server = postgres(data, port)) {
                assertThat(server.getPort()).isEqualTo(port);
                assertThat(rig.isStored()).isTrue();
                assertHolds(rig, 30);
            }
        }
    }

    private static EmbeddedPostgres postgres(Path data, int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    /**
     * A free port that stays free while the server is down: below those that a system gives to
     * whoever asks for any (Linux: from 32768), and another one for each process of tests.
     */
    private static int ownPort() throws IOException {
        int port = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
        while (true) {
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (BindException taken) {
                port++;
            }
        }
    }

    @Test
    void waitsForAFileThatAnotherProgramHasLocked() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("storelocked.db");
        Map<String, String> settings = Map.of("text.embedding", "", "store.url", url);
        try (StoreRig rig = new StoreRig("storelocked", folder.resolve("storelocked"), settings)) {
            publish(rig, 0, 5);
            rig.start();
            assertThat(rig.isStored()).isTrue();
            try (Connection other = DriverManager.getConnection(url);
                    Statement lock = other.createStatement()) {
                lock.execute("BEGIN IMMEDIATE");
                publish(rig, 5, 25);
                assertThat(rig.progress().await(Duration.ofSeconds(3))).isFalse();
                assertThat(rig.query("SELECT count(*) FROM caption")).containsExactly("10");
                lock.execute("ROLLBACK");
            }
            assertThat(rig.isStored()).isTrue();
            assertHolds(rig, 25);
        }
    }

    @Test
    void takesBadInputAsItIsAndSetsAsideWhatItCannotRead() throws Exception {
        String nasty = "'); DROP TABLE passage; -- <img src=x onerror=alert(1)> \" \\ ? $1";
        Map<String, String> settings = new HashMap<>(WORDS_ONLY);
        settings.put("store.url", "jdbc:sqlite:" + folder.resolve("storenasty.db"));
        try (StoreRig rig = new StoreRig("storenasty", folder.resolve("storenasty"), settings)) {
            rig.start();
            rig.publish(
                    rig.conf().topics().captions(), "not Avro".getBytes(StandardCharsets.UTF_8));
            rig.publish(rig.conf().topics().captions(), List.of(Results.caption(nasty, 0, nasty)));
            rig.publish(
                    rig.conf().topics().windows(),
                    List.of(Results.window(nasty, 0, nasty), Results.window(nasty, 1, "bad word")));

            assertThat(rig.isStored()).isTrue();
            assertThat(rig.query("SELECT stream, text FROM caption"))
                    .containsExactly(nasty + "|" + nasty);
            assertThat(rig.query("SELECT modality, text FROM passage"))
                    .containsExactlyInAnyOrder(
                            "speech|" + nasty,
                            "chat|" + nasty,
                            "screen|Results of the year",
                            "object|person");
            assertThat(rig.deadLetters(1))
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.getTopic())
                                        .isEqualTo(rig.conf().topics().captions().name());
                                assertThat(letter.getStage()).isEqualTo("decode");
                            });
        }
    }
}
