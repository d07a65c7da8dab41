package dev.lockstep.local.testing;

import dev.lockstep.local.run.Interrupts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A {@code lockstep view} that runs, and questions to it over HTTP. */
public final class RunningView {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("live view is at (\\S+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Interrupts interrupts;
    private final RunningCommand command;
    private final URI address;

    private RunningView(Interrupts interrupts, RunningCommand command, URI address) {
        this.interrupts = interrupts;
        this.command = command;
        this.address = address;
    }

    /** Starts one and waits for its address. */
    static RunningView start(Path stateHome, String... arguments) {
        Interrupts interrupts = Interrupts.none();
        RunningCommand command =
                RunningCommand.start(
                        Map.of("XDG_STATE_HOME", stateHome.toString()), interrupts, arguments);
        return new RunningView(interrupts, command, address(command, ADDRESS));
    }

    /** The address that a command prints, by the first group of the pattern. */
    public static URI address(RunningCommand command, Pattern pattern) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> pattern.matcher(command.output()).find() || command.isDone());
        Matcher found = pattern.matcher(command.output());
        if (!found.find()) {
            throw new AssertionError(command.output());
        }
        return URI.create(found.group(1));
    }

    /** Where it serves. */
    public URI address() {
        return address;
    }

    /** What it has printed. */
    public String output() {
        return command.output();
    }

    /** An answer as text, whatever its status. */
    public HttpResponse<String> get(String path, String... headers) {
        try {
            return client.send(request(path, headers), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Server-sent events, line by line. */
    public BufferedReader events(String path) throws IOException, InterruptedException {
        return new BufferedReader(
                new InputStreamReader(
                        client.send(request(path), BodyHandlers.ofInputStream()).body(),
                        StandardCharsets.UTF_8));
    }

    /** Interrupts it and waits for its end. */
    public CommandRun end() {
        interrupts.request();
        return command.join();
    }

    private HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }
}
