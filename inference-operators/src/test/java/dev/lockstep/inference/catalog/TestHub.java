package dev.lockstep.inference.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A hub on this machine with one file: it redirects to where the file lies, honours ranges, states
 * an ETag, and breaks off or refuses when told.
 */
final class TestHub implements AutoCloseable {
    private final HttpServer server;
    private final byte[] content;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private volatile int breakAfter = Integer.MAX_VALUE;
    private volatile boolean breakAlways;
    private volatile boolean changeEtag;
    private volatile String etag = "\"one\"";
    private volatile String linkedEtag = "";
    private volatile int refusal;

    private TestHub(HttpServer server, byte[] content) {
        this.server = server;
        this.content = content;
    }

    static TestHub start(byte[] content) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestHub hub = new TestHub(server, content);
            server.createContext("/base/", hub::redirect);
            server.createContext("/store/", hub::serve);
            server.start();
            return hub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/");
    }

    List<String> asked() {
        return asked;
    }

    /** The Range headers of the requests for the file, "" where there was none. */
    List<String> ranges() {
        return ranges;
    }

    void breakOffAfter(int bytes) {
        breakAfter = bytes;
    }

    void breakOffAlwaysAfter(int bytes) {
        breakAfter = bytes;
        breakAlways = true;
    }

    void serveWhole() {
        breakAfter = Integer.MAX_VALUE;
        breakAlways = false;
    }

    void changeEtagAfterBreak() {
        changeEtag = true;
    }

    void stateSha256(String sha256) {
        linkedEtag = sha256;
    }

    void refuse(int status) {
        refusal = status;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void redirect(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        if (!linkedEtag.isEmpty()) {
            exchange.getResponseHeaders().add("X-Linked-ETag", "\"" + linkedEtag + "\"");
        }
        exchange.getResponseHeaders().add("Location", "/store/blob");
        exchange.sendResponseHeaders(refusal == 0 ? 302 : refusal, -1);
        exchange.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        ranges.add(range == null ? "" : range);
        boolean partial = range != null && etag.equals(ifRange);
        int from = partial ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        exchange.getResponseHeaders().add("ETag", etag);
        exchange.sendResponseHeaders(partial ? 206 : 200, content.length - from);
        int length = Math.min(breakAfter, content.length - from);
        exchange.getResponseBody().write(content, from, length);
        exchange.getResponseBody().flush();
        if (length < content.length - from) {
            breakAfter = breakAlways ? breakAfter : Integer.MAX_VALUE;
            etag = changeEtag ? "\"two\"" : etag;
            throw new IOException("breaks off on purpose");
        }
        exchange.close();
    }
}
