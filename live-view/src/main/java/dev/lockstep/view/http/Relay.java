package dev.lockstep.view.http;

import dev.lockstep.view.push.Message;
import dev.lockstep.view.push.Position;
import dev.lockstep.view.push.Viewer;
import dev.lockstep.view.push.ViewerEnd;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Hands the messages of a stream of another instance to a viewer of this one. Thread-safe; no
 * thread waits.
 */
final class Relay {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();

    /**
     * Begins.
     *
     * @param owner root address of the instance that has the stream
     * @return ends it
     */
    Runnable begin(URI owner, String stream, Viewer viewer, Optional<Position> after) {
        EventReader reader = new EventReader(message -> hand(viewer, message));
        viewer.open(List.of());
        CompletableFuture<?> end =
                client.sendAsync(
                                request(owner, stream, after),
                                BodyHandlers.fromLineSubscriber(reader))
                        .whenComplete((response, failure) -> viewer.sendAway(ViewerEnd.MOVED));
        return () -> {
            reader.cancel();
            end.cancel(true);
        };
    }

    private static boolean hand(Viewer viewer, Message message) {
        return switch (message.type()) {
            case Message.DROPPED -> {
                viewer.sendAway(ViewerEnd.MOVED);
                yield false;
            }
            case Message.SNAPSHOT, Message.RESET -> viewer.begin(message);
            default -> viewer.offer(message);
        };
    }

    private static HttpRequest request(URI owner, String stream, Optional<Position> after) {
        String path =
                "/api/v1/streams/"
                        + URLEncoder.encode(stream, StandardCharsets.UTF_8).replace("+", "%20")
                        + "/events";
        String query = after.map(position -> "?after=" + position).orElse("");
        return HttpRequest.newBuilder(owner.resolve(path + query))
                .header(RequestGuard.FORWARDED, "1")
                .header("Accept", "text/event-stream")
                .build();
    }
}
