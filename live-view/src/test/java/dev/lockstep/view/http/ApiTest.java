package dev.lockstep.view.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.sink.search.SearchHit;
import dev.lockstep.sink.search.SearchMode;
import dev.lockstep.sink.search.SearchQuery;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.push.HistoryConf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values of every end point of a real server. */
@Timeout(60)
class ApiTest {
    private final AtomicReference<SearchQuery> asked = new AtomicReference<>();
    private final TestView view = new TestView();

    @BeforeEach
    void streams() {
        fill(view);
    }

    @AfterEach
    void stop() {
        view.close();
    }

    private static void fill(TestView view) {
        view.views.add("demo");
        view.views.put("demo", Samples.caption(0, 2, "first words here.", ""));
        view.views.put("demo", Samples.caption(1, 0, "second one", "may change"));
        view.views.put("demo", Samples.window(0, 2));
        view.views.put("demo", Samples.window(1, 0));
        view.views.put("demo", Samples.turn(0, 2));
        view.views.put("demo", Samples.scene(1_500));
    }

    private static JsonNode tree(Object value) throws IOException {
        return ViewJson.mapper().readTree(ViewJson.text(value));
    }

    @Test
    void streamsAndStream() throws Exception {
        JsonNode streams = view.json("/api/v1/streams").get("streams");
        assertThat(streams).hasSize(1);
        assertThat(streams.get(0)).isEqualTo(view.json("/api/v1/streams/demo").get("summary"));
        assertThat(streams.at("/0/captions").asLong()).isEqualTo(2);
        assertThat(view.json("/api/v1/streams/demo")).isEqualTo(tree(view.views.stream("demo")));
    }

    @Test
    void captionsByPageAndNewest() {
        JsonNode page = view.json("/api/v1/streams/demo/captions?limit=1");
        assertThat(page.at("/captions/0/committed").asText()).isEqualTo("first words here.");
        String next = page.get("next").asText().replace(" ", "%20");
        JsonNode rest = view.json("/api/v1/streams/demo/captions?cursor=" + next);
        assertThat(rest.at("/captions/0/tentative").asText()).isEqualTo("may change");
        assertThat(rest.get("next").isNull()).isTrue();
        JsonNode newest = view.json("/api/v1/streams/demo/captions?newest=1");
        assertThat(newest.get("captions")).isEqualTo(rest.get("captions"));
        assertThat(newest.get("next").isNull()).isTrue();
    }

    @Test
    void windowsAndTurns() throws Exception {
        assertThat(view.json("/api/v1/streams/demo/windows").get("windows")).hasSize(2);
        JsonNode some = view.json("/api/v1/streams/demo/windows?from_ms=1000&to_ms=2000");
        assertThat(some.get("windows")).hasSize(1);
        assertThat(some.at("/windows/0/index").asLong()).isEqualTo(1);
        assertThat(view.json("/api/v1/streams/demo/compliance"))
                .isEqualTo(tree(view.views.compliance("demo")));
        JsonNode turns = view.json("/api/v1/streams/demo/turns").get("turns");
        assertThat(turns).isEqualTo(tree(view.views.turns("demo")));
    }

    @Test
    void frameWithItsVersion() throws Exception {
        assertThat(view.get("/api/v1/streams/demo/frame").statusCode()).isEqualTo(204);
        byte[] picture = {(byte) 0xff, (byte) 0xd8, 1, 2};
        view.views.put("demo", new FrameView("17", 1_500, "image/jpeg", picture));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(view.root() + "/api/v1/streams/demo/frame"))
                        .build();
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(answer.body()).isEqualTo(picture);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(answer.headers().firstValue("X-Lockstep-Frame")).contains("17");
        assertThat(answer.headers().firstValue("X-Lockstep-At-Ms")).contains("1500");
        assertThat(answer.headers().firstValue("ETag")).contains("\"17\"");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(view.get("/api/v1/streams/demo/frame", "If-None-Match", "\"17\"").statusCode())
                .isEqualTo(304);
    }

    @Test
    void captionsAsWebVtt() {
        HttpResponse<String> all = view.get("/captions/demo.vtt");
        assertThat(all.headers().firstValue("Content-Type")).contains("text/vtt; charset=utf-8");
        assertThat(all.body())
                .isEqualTo(
                        """
                        WEBVTT

                        00:00:00.000 --> 00:00:01.000
                        first words here.

                        00:00:03.000 --> 00:00:04.000
                        second one
                        """);
        assertThat(view.get("/captions/demo.vtt?track=settled").body())
                .contains("first words")
                .doesNotContain("second");
        assertThat(view.get("/captions/demo.vtt?track=other").statusCode()).isEqualTo(400);
    }

    @Test
    void captionsAsHlsTrack() {
        view.views.put("demo", Samples.caption(5, 0, "much later", ""));
        HttpResponse<String> playlist = view.get("/hls/demo/captions.m3u8");
        assertThat(playlist.statusCode()).isEqualTo(200);
        assertThat(playlist.headers().firstValue("Content-Type"))
                .contains("application/vnd.apple.mpegurl");
        assertThat(playlist.body())
                .startsWith("#EXTM3U\n")
                .contains("#EXT-X-MEDIA-SEQUENCE:0\n", "\n0.vtt\n", "URI=\"3.0.vtt\"")
                .doesNotContain("\n3.vtt\n");
        String first = view.get("/hls/demo/0.vtt").body();
        assertThat(first).startsWith("WEBVTT").contains("first words here.", "X-TIMESTAMP-MAP");
        assertThat(view.get("/hls/demo/3.0.vtt").body()).startsWith("WEBVTT");
        for (String bad : List.of("demo/99.vtt", "demo/x.vtt", "demo/1.9.vtt", "nope/0.vtt")) {
            assertThat(view.get("/hls/" + bad).statusCode()).as(bad).isEqualTo(404);
        }
        assertThat(view.get("/hls/nope/captions.m3u8").statusCode()).isEqualTo(404);
    }

    @Test
    void healthAndMetrics() {
        assertThat(view.json("/healthz").get("status").asText()).isEqualTo("up");
        view.health.add(new HealthCheck("store", false, "It cannot be reached."));
        HttpResponse<String> down = view.get("/healthz");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(TestView.json(down).at("/checks/1/name").asText()).isEqualTo("store");
        assertThat(view.get("/metrics").body())
                .contains("lockstep_view_viewers 0.0")
                .contains("lockstep_view_requests_total{route=\"/healthz\",status=\"503\"} 1.0");
    }

    @Test
    void searchAsksTheStore() {
        HttpResponse<String> without = view.get("/api/v1/search?q=x");
        assertThat(without.statusCode()).isEqualTo(503);
        assertThat(TestView.json(without).get("detail").asText())
                .isEqualTo("No store is attached to this view.");
        try (TestView with =
                new TestView(TestView.CONF, HistoryConf.STANDARD, Optional.of(new Hits()))) {
            JsonNode answer =
                    with.json(
                            "/api/v1/search?q=two+words&stream=a&stream=b%2Fc&modality=speech"
                                    + "&from_ms=5&to_ms=9&mode=words&limit=3");
            assertThat(asked.get())
                    .isEqualTo(
                            new SearchQuery(
                                    "two words",
                                    Set.of("a", "b/c"),
                                    Set.of("speech"),
                                    5L,
                                    9L,
                                    SearchMode.WORDS,
                                    3));
            assertThat(answer.get("query").asText()).isEqualTo("two words");
            assertThat(answer.get("mode").asText()).isEqualTo("words");
            assertThat(answer.get("took_ms").asLong()).isZero();
            assertThat(answer.at("/hits/0/text").asText()).isEqualTo("two <b>words</b>");
            with.get("/api/v1/search?q=x");
            assertThat(Objects.requireNonNull(asked.get()).mode()).isEqualTo(SearchMode.HYBRID);
            assertThat(Objects.requireNonNull(asked.get()).limit()).isEqualTo(20);
            for (String bad :
                    List.of(
                            "",
                            "?q=",
                            "?q=x&mode=y",
                            "?q=x&limit=0",
                            "?q=x&modality=y",
                            "?q=x&from_ms=9&to_ms=5",
                            "?q=" + "x".repeat(1_001))) {
                assertThat(with.get("/api/v1/search" + bad).statusCode()).as(bad).isEqualTo(400);
            }
        }
    }

    @Test
    void otherInstancesAreToldWhatIsHereAlone() {
        view.cluster.add("elsewhere");
        assertThat(view.json("/api/v1/streams").get("streams")).hasSize(2);
        String[] forwarded = {RequestGuard.FORWARDED, "1"};
        assertThat(TestView.json(view.get("/api/v1/streams", forwarded)).get("streams")).hasSize(1);
        assertThat(view.get("/api/v1/streams/elsewhere").statusCode()).isEqualTo(200);
        assertThat(view.get("/api/v1/streams/elsewhere", forwarded).statusCode()).isEqualTo(404);
    }

    @Test
    void jsonIsCompressedWhereWanted() throws Exception {
        for (int i = 2; i < 50; i++) {
            view.views.put("demo", Samples.caption(i, 0, "many words", ""));
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(view.root() + "/api/v1/streams/demo/captions"))
                        .header("Accept-Encoding", "gzip")
                        .build();
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(ViewJson.mapper().readTree(plain))
                    .isEqualTo(view.json("/api/v1/streams/demo/captions"));
        }
    }

    @Test
    void headAnswersAsGetWithoutBody() {
        for (String path : List.of("/api/v1/streams", "/captions/demo.vtt", "/healthz")) {
            HttpResponse<String> head = view.send("HEAD", path);
            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
        assertThat(view.send("HEAD", "/api/v1/streams/nope").statusCode()).isEqualTo(404);
        assertThat(view.send("HEAD", "/api/v1/streams/demo/events").statusCode()).isEqualTo(200);
        assertThat(view.server.viewers()).isZero();
    }

    /** One hit for whatever is asked. */
    private final class Hits implements PassageSearch {
        @Override
        public List<SearchHit> search(SearchQuery query) {
            asked.set(query);
            return List.of(
                    new SearchHit(
                            "a",
                            "mic",
                            "speech",
                            5,
                            8,
                            1_000,
                            "two <b>words</b>",
                            0.5,
                            List.of("words")));
        }

        @Override
        public void close() {}
    }
}
