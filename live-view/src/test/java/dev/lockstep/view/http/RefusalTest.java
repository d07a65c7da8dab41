package dev.lockstep.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.view.config.ViewServerConf;
import dev.lockstep.view.push.HistoryConf;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real server refuses, and how it says so. */
@Timeout(60)
class RefusalTest {
    private static final String NASTY =
            "a/b' OR 1=1; DROP TABLE x;-- <img src=x onerror=y>\u0007\r\n%é";

    private final TestView view = new TestView();

    @AfterEach
    void stop() {
        view.close();
    }

    /** Answer to bytes that no client library would send. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), view.server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] part = new byte[8_192];
            int read = in.read(part);
            while (read > 0) {
                answer.append(new String(part, 0, read, StandardCharsets.UTF_8));
                read = answer.indexOf("}") > 0 ? 0 : in.read(part);
            }
            return answer.toString();
        }
    }

    private String rawOrReset(String request) {
        try {
            return raw(request);
        } catch (IOException e) {
            return "reset";
        }
    }

    private static void problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonNode body = TestView.json(answer);
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("title").asText()).isNotBlank();
        assertThat(body.get("detail").asText()).isNotBlank();
        assertThat(body.get("hint").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("<", ">", "\tat ");
    }

    @Test
    void onlyGetAndHead() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW")) {
            HttpResponse<String> answer = view.send(method, "/api/v1/streams");
            problem(answer, 405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        }
        assertThat(view.count("lockstep.view.refused", "reason", "method")).isEqualTo(6);
        assertThat(raw("TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 405");
    }

    @Test
    void noBody() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"))
                .startsWith("HTTP/1.1 413")
                .contains("Send parameters in the query string.");
        assertThat(
                        raw(
                                "GET / HTTP/1.1\r\n"
                                        + "Host: localhost\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                        + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void longQueriesAndHeaders() throws Exception {
        HttpResponse<String> answer = view.get("/api/v1/search?q=" + "x".repeat(9_000));
        problem(answer, 414);
        assertThat(TestView.json(answer).get("hint").asText())
                .isEqualTo("Keep the address below 8 KiB.");
        // The server reads no more of it than that, and hangs up; whether the sender still sees
        // the answer is up to TCP.
        String huge = rawOrReset("GET /?q=" + "x".repeat(1 << 20) + " HTTP/1.1\r\n\r\n");
        assertThat(huge).matches("(?s)reset|HTTP/1.1 414.*");
        assertThat(view.get("/api/v1/streams").statusCode()).isEqualTo(200);
        problem(view.get("/api/v1/streams", "X-Long", "x".repeat(9_000)), 431);
    }

    @Test
    void unknownStreamsNamesAreOnlyText() {
        view.views.add("demo");
        String encoded = URLEncoder.encode(NASTY, StandardCharsets.UTF_8).replace("+", "%20");
        for (String part :
                List.of(
                        "",
                        "/captions",
                        "/windows",
                        "/turns",
                        "/compliance",
                        "/frame",
                        "/events")) {
            HttpResponse<String> answer = view.get("/api/v1/streams/" + encoded + part);
            problem(answer, 404);
            assertThat(TestView.json(answer).get("detail").asText())
                    .isEqualTo("There is no stream " + NASTY + ". Did you mean demo?");
        }
        problem(view.get("/captions/" + encoded + ".vtt"), 404);
        view.views.add(NASTY);
        assertThat(view.json("/api/v1/streams/" + encoded).at("/summary/stream").asText())
                .isEqualTo(NASTY);
        view.views.put(NASTY, Samples.caption(0, 0, "<script>&", ""));
        assertThat(view.get("/captions/" + encoded + ".vtt").body())
                .contains("&lt;script&gt;&amp;")
                .doesNotContain("<script>");
        try (EventStream events = view.events(encoded, "")) {
            assertThat(events.next(1).get(0).data().at("/detail/summary/stream").asText())
                    .isEqualTo(NASTY);
        }
    }

    @Test
    void numbersCursorsAndPositions() {
        view.views.add("demo");
        String stream = "/api/v1/streams/demo";
        for (String bad :
                List.of(
                        "/captions?limit=0",
                        "/captions?limit=1001",
                        "/captions?limit=x",
                        "/captions?newest=0",
                        "/captions?cursor=%3Cb%3E",
                        "/windows?from_ms=9&to_ms=9",
                        "/windows?to_ms=99999999999999999999",
                        "/events?after=latest",
                        "/events?after=1.2.3",
                        "/events?after=-1.2")) {
            problem(view.get(stream + bad), 400);
        }
        problem(view.get(stream + "/events", "Last-Event-ID", "' OR 1=1"), 400);
        problem(view.get(stream + "/captions?cursor=expired"), 410);
        problem(view.get(stream + "/live"), 426);
        assertThat(view.server.viewers()).isZero();
    }

    @Test
    void otherOriginsAndNames() throws Exception {
        view.views.add("demo");
        String events = "/api/v1/streams/demo/events";
        problem(view.get(events, "Origin", "http://evil.example"), 403);
        problem(view.get(events, "Origin", "http://localhost:1"), 403);
        assertThat(view.count("lockstep.view.refused", "reason", "origin")).isEqualTo(2);
        HttpResponse<String> plain = view.get("/api/v1/streams", "Origin", "http://evil.example");
        assertThat(plain.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(plain.headers().firstValue("Cross-Origin-Resource-Policy"))
                .contains("same-origin");
        HttpResponse<String> allowed =
                view.get("/api/v1/streams", "Origin", "https://allowed.example");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://allowed.example");
        for (String host :
                List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80")) {
            assertThat(raw("GET /api/v1/streams HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 403");
        }
        for (String host : List.of("localhost", "127.0.0.1:99", "[::1]:8080", "LOCALHOST:1")) {
            assertThat(raw("GET /api/v1/streams HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void everyAnswerIsGuarded() {
        for (String path : List.of("/", "/api/v1/streams", "/nothing", "/api/v1/streams/nope")) {
            HttpResponse<String> answer = view.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .contains(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src"
                                    + " 'self' blob:; connect-src 'self'; base-uri 'none';"
                                    + " form-action 'none'; frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
        problem(view.get("/assets/..%2Findex.html"), 404);
        problem(view.get("/assets/%2e%2e"), 400);
    }

    @Test
    void stateThatIsBeingRebuilt() {
        view.views.add("demo");
        view.cluster.ready = false;
        HttpResponse<String> answer = view.get("/api/v1/streams/demo");
        problem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void portThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ViewServerConf conf = TestView.CONF.onPort(taken.getLocalPort());
            assertThatThrownBy(
                            () ->
                                    new TestView(conf, HistoryConf.STANDARD, Optional.empty())
                                            .close())
                    .isInstanceOf(ViewServerException.class)
                    .hasMessage(
                            "Port "
                                    + taken.getLocalPort()
                                    + " of 127.0.0.1 is taken: stop what listens there, or choose"
                                    + " another one with --port.");
        }
    }
}
