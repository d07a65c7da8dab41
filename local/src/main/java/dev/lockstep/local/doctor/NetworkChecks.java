package dev.lockstep.local.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Ports of this machine, and brokers and registries elsewhere. Stateless. */
public final class NetworkChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private NetworkChecks() {}

    /** Whether a port of 127.0.0.1 is free. */
    public static Finding port(String option, int port) {
        String what = "port " + port;
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.ok(what, "free");
        } catch (IOException e) {
            return Finding.warn(
                    what,
                    "in use by another process",
                    "nothing to do: lockstep takes free ports unless " + option + " names one");
        }
    }

    /** Whether brokers answer. */
    public static Finding brokers(String bootstrap) {
        String what = "brokers " + bootstrap;
        try (Admin admin =
                Admin.create(
                        Map.of(
                                "bootstrap.servers", bootstrap,
                                "default.api.timeout.ms", (int) PATIENCE.toMillis(),
                                "request.timeout.ms", (int) PATIENCE.toMillis()))) {
            int nodes =
                    admin.describeCluster()
                            .nodes()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .size();
            return Finding.ok(what, nodes + (nodes == 1 ? " broker answers" : " brokers answer"));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return Finding.fail(
                    what,
                    "no answer within " + PATIENCE.toSeconds() + " s",
                    "check the address, the network and the broker's advertised listeners");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.fail(what, "interrupted", "try again");
        }
    }

    /** Whether a schema registry answers. */
    public static Finding registry(String url) {
        String what = "registry " + url;
        String advice = "check the address, path included, and that the registry is up";
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + "/subjects"))
                            .timeout(PATIENCE)
                            .build();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200
                    ? Finding.ok(what, "answers")
                    : Finding.fail(what, "answers with HTTP status " + status, advice);
        } catch (IOException | IllegalArgumentException e) {
            return Finding.fail(what, "no answer (" + e.getMessage() + ")", advice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.fail(what, "interrupted", "try again");
        }
    }
}
