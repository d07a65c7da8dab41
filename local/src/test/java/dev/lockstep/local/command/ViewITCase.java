package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lockstep.local.testing.ClusterRig;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.RunningView;
import dev.lockstep.local.testing.Stores;
import dev.lockstep.local.testing.Stores.Said;
import java.io.BufferedReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockstep view} beside a broker and a registry that run already. */
@Timeout(300)
class ViewITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String FORWARDED = "X-Lockstep-Forwarded";

    @TempDir private Path dir;

    @Test
    void oneInstanceServesAndEndsWhenInterrupted() throws Exception {
        Path store =
                Stores.write(
                        dir,
                        text -> new float[0],
                        List.of(Said.speech("talk", 3_000, "a spring of hope")));
        try (ClusterRig rig = new ClusterRig("viewcmd-one.")) {
            rig.say("talk", 0, "it was the best of times");
            RunningView view =
                    rig.view(dir.resolve("state"), "--port", "0", "--store", store.toString());
            try {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () ->
                                        assertThat(view.get("/api/v1/streams").body())
                                                .contains("\"stream\":\"talk\""));
                assertThat(view.get("/api/v1/streams/talk/captions").body())
                        .contains("it was the best of times");
                HttpResponse<String> health = view.get("/healthz");
                assertThat(health.statusCode()).isEqualTo(200);
                assertThat(health.body())
                        .contains("\"status\":\"up\"")
                        .contains("\"name\":\"view\",\"ok\":true")
                        .contains("\"name\":\"store\",\"ok\":true");
                assertThat(view.get("/metrics").body()).contains("lockstep_view_viewers");
                assertThat(view.get("/").body()).contains("<!doctype html>");
                assertThat(view.get("/api/v1/search?mode=words&q=hope").body())
                        .contains("a spring of hope", "\"start_ms\":3000");
                await().atMost(PATIENCE).until(() -> view.output().contains("has its share"));
                assertThat(stateFolders())
                        .containsExactly(String.valueOf(view.address().getPort()));
            } finally {
                CommandRun run = view.end();
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.err()).isEmpty();
            }
            assertThatThrownBy(() -> new Socket("127.0.0.1", view.address().getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    /** Folders of state of instances: view, the cluster's id, the port. */
    private List<String> stateFolders() throws Exception {
        Path view = dir.resolve("state").resolve("lockstep").resolve("view");
        try (Stream<Path> found = Files.walk(view, 2)) {
            return found.filter(path -> view.relativize(path).getNameCount() == 2)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void twoInstancesGiveTheSameAnswersAndRelayForOneAnother() throws Exception {
        List<String> streams = IntStream.range(0, 8).mapToObj(i -> "talk" + i).toList();
        try (ClusterRig rig = new ClusterRig("viewcmd-two.")) {
            for (String stream : streams) {
                rig.say(stream, 0, "this is " + stream);
                rig.say(stream, 1, "so it goes");
            }
            RunningView one = rig.view(dir.resolve("one"), "--port", "0");
            RunningView two = rig.view(dir.resolve("two"), "--port", "0");
            try {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> {
                                    assertThat(ownedBy(one, streams)).isNotEmpty();
                                    assertThat(ownedBy(two, streams)).isNotEmpty();
                                });
                List<String> ofTwo = ownedBy(two, streams);
                assertThat(ownedBy(one, streams))
                        .hasSize(streams.size() - ofTwo.size())
                        .doesNotContainAnyElementsOf(ofTwo);
                for (String stream : streams) {
                    HttpResponse<String> here = one.get(captions(stream));
                    assertThat(here.statusCode()).as(here.body()).isEqualTo(200);
                    assertThat(here.body()).contains("this is " + stream, "so it goes");
                    assertThat(two.get(captions(stream)).body()).isEqualTo(here.body());
                    assertThat(two.get("/captions/" + stream + ".vtt").body())
                            .contains("this is " + stream)
                            .isEqualTo(one.get("/captions/" + stream + ".vtt").body());
                }
                String moved = ofTwo.get(0);
                assertThat(local(one, moved).statusCode()).isEqualTo(503);
                relaysWhatIsSaid(rig, one, moved);
            } finally {
                assertThat(one.end().code()).isZero();
                assertThat(two.end().code()).isZero();
            }
        }
    }

    private static void relaysWhatIsSaid(ClusterRig rig, RunningView view, String stream)
            throws Exception {
        try (BufferedReader events = view.events("/api/v1/streams/" + stream + "/events")) {
            assertThat(next(events, "snapshot")).contains("this is " + stream, "so it goes");
            rig.say(stream, 2, "poo-tee-weet");
            assertThat(next(events, "caption")).contains("poo-tee-weet");
        }
    }

    /** The data of the next event of a type. */
    private static String next(BufferedReader events, String type) throws Exception {
        String line = events.readLine();
        while (line != null && !line.equals("event: " + type)) {
            line = events.readLine();
        }
        while (line != null && !line.startsWith("data: ")) {
            line = events.readLine();
        }
        return String.valueOf(line);
    }

    /** Streams that an instance answers for from its own state. */
    private static List<String> ownedBy(RunningView view, List<String> streams) {
        List<String> owned = new ArrayList<>();
        for (String stream : streams) {
            if (local(view, stream).statusCode() == 200) {
                owned.add(stream);
            }
        }
        return owned;
    }

    private static HttpResponse<String> local(RunningView view, String stream) {
        return view.get(captions(stream), FORWARDED, "1");
    }

    private static String captions(String stream) {
        return "/api/v1/streams/" + stream + "/captions";
    }
}
