package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One HTTP download that goes on where it broke off, by a range request that the server honours
 * only if the file has not changed since (its ETag is kept beside the part).
 */
final class ResumableDownload {
    private static final int ATTEMPTS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);
    private static final long POLL_MS = 100;

    private final String label;
    private final ProgressListener listener;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    ResumableDownload(String label, ProgressListener listener) {
        this.label = label;
        this.listener = listener;
    }

    /**
     * Downloads to {@code part}.
     *
     * @return the SHA-256 that a hub states for its large files ({@code X-Linked-ETag}), or empty
     * @throws IOException when the server refuses or keeps breaking off
     */
    String fetch(URI address, Path part) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(address, part);
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    private String attempt(URI address, Path part) throws IOException {
        Path etagFile = part.resolveSibling(part.getFileName() + ".etag");
        long have = Files.exists(part) && Files.exists(etagFile) ? Files.size(part) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(STALL_TIMEOUT);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
            request.header("If-Range", Files.readString(etagFile));
        }
        AtomicLong total = new AtomicLong(-1);
        CompletableFuture<HttpResponse<Path>> exchange =
                client.sendAsync(
                        request.build(), info -> subscriber(info, part, etagFile, have, total));
        HttpResponse<Path> response = await(exchange, part, total);
        if (response.statusCode() == 416) {
            Files.delete(part);
            throw new IOException("the server has less of the file than was fetched before");
        }
        if (response.statusCode() != 200 && response.statusCode() != 206) {
            throw new RefusedException("HTTP status " + response.statusCode() + " for " + address);
        }
        if (total.get() >= 0 && Files.size(part) != total.get()) {
            throw new IOException("broke off at " + Files.size(part) + " of " + total + " bytes");
        }
        Files.deleteIfExists(etagFile);
        return linkedEtag(response);
    }

    private static BodySubscriber<Path> subscriber(
            HttpResponse.ResponseInfo info, Path part, Path etagFile, long have, AtomicLong total) {
        if (info.statusCode() != 200 && info.statusCode() != 206) {
            return BodySubscribers.replacing(part);
        }
        boolean goesOn = info.statusCode() == 206;
        long length = info.headers().firstValueAsLong("Content-Length").orElse(-1);
        total.set(length < 0 ? -1 : length + (goesOn ? have : 0));
        try {
            Optional<String> etag = info.headers().firstValue("ETag");
            if (etag.isPresent() && !etag.get().startsWith("W/")) {
                Files.write(etagFile, etag.get().getBytes(StandardCharsets.UTF_8));
            } else if (!goesOn) {
                Files.deleteIfExists(etagFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return goesOn
                ? BodySubscribers.ofFile(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                : BodySubscribers.ofFile(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
    }

    private HttpResponse<Path> await(
            CompletableFuture<HttpResponse<Path>> exchange, Path part, AtomicLong total)
            throws IOException {
        long seen = -1;
        long since = System.nanoTime();
        while (true) {
            try {
                return exchange.get(POLL_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long size = Files.exists(part) ? Files.size(part) : 0;
                listener.progress(label, size, total.get());
                if (size != seen) {
                    seen = size;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > STALL_TIMEOUT.toNanos()) {
                    exchange.cancel(true);
                    throw new IOException("nothing came for " + STALL_TIMEOUT.toSeconds() + " s");
                }
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                throw new IOException(
                        cause == null || cause.getMessage() == null
                                ? "no connection"
                                : cause.getMessage(),
                        e);
            } catch (InterruptedException e) {
                exchange.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    private static String linkedEtag(HttpResponse<?> response) {
        for (Optional<? extends HttpResponse<?>> r = Optional.of(response);
                r.isPresent();
                r = r.get().previousResponse()) {
            Optional<String> etag = r.get().headers().firstValue("X-Linked-ETag");
            if (etag.isPresent()) {
                return etag.get().replace("\"", "");
            }
        }
        return "";
    }

    /** The server said no: trying again would not help. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
