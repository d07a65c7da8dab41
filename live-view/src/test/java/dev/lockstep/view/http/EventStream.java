package dev.lockstep.view.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.view.model.ViewJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reader of server-sent events; each call waits for the next one. */
final class EventStream implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** An event; a comment has the type "comment". */
    record Event(@Nullable String id, String type, JsonNode data) {
        /** Its place in the stream. */
        long sequence() {
            return sequenceOf(Objects.requireNonNull(id));
        }

        /** The place that an id names. */
        static long sequenceOf(String id) {
            return Long.parseLong(id.substring(id.indexOf('.') + 1));
        }
    }

    static EventStream open(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new EventStream(
                    HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    /** The next event; null at the end. */
    @Nullable Event next() {
        String id = null;
        String type = null;
        JsonNode data = ViewJson.mapper().createObjectNode();
        try {
            String line = lines.readLine();
            while (line != null) {
                if (line.isEmpty() && type != null) {
                    return new Event(id, type, data);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = ViewJson.mapper().readTree(line.substring(6));
                } else if (line.startsWith(":")) {
                    type = "comment";
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            return null;
        }
        return null;
    }

    /** The next event, which has to come. */
    Event expected() {
        return Objects.requireNonNull(next(), "the stream has ended");
    }

    /** As many events as asked for. */
    List<Event> next(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Event event = next();
            if (event == null) {
                throw new IllegalStateException("ended after " + events);
            }
            events.add(event);
        }
        return events;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
