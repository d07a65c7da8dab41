package dev.lockstep.view.http;

import dev.lockstep.view.config.ViewServerConf;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a browser may be tricked into, before anything else looks at a request. Thread-safe.
 *
 * <p>A server on the loopback address answers only to names of this machine, so that no page can
 * reach it by a name that it points here (DNS rebinding). Event streams and WebSockets, which the
 * same-origin policy does not guard, are for pages of this server and of the allowed origins.
 */
final class RequestGuard {
    static final String FORWARDED = "X-Lockstep-Forwarded";

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final ViewServerConf conf;
    private final ViewMetrics metrics;
    private final boolean loopback;

    RequestGuard(ViewServerConf conf, ViewMetrics metrics) {
        this.conf = conf;
        this.metrics = metrics;
        this.loopback = isLoopback(conf.host());
    }

    /** Before every request. */
    void check(Context context) {
        addHeaders(context);
        checkHost(context);
        String method = context.req().getMethod();
        if (!METHODS.contains(method)) {
            metrics.refused("method");
            context.header("Allow", "GET, HEAD");
            throw HttpProblem.of(
                    405, "Method not allowed", "The view can only be read.", "Use GET or HEAD.");
        }
        if (context.req().getContentLengthLong() > 0
                || context.header("Transfer-Encoding") != null) {
            metrics.refused("body");
            context.header("Connection", "close");
            throw HttpProblem.of(
                    413,
                    "Body refused",
                    "The request has a body, which no end point takes.",
                    "Send parameters in the query string.");
        }
    }

    /** Before an event stream or a WebSocket. */
    void checkOrigin(Context context) {
        String origin = context.header("Origin");
        if (origin != null && !isOwn(origin, context.host()) && !isAllowed(origin)) {
            metrics.refused("origin");
            throw HttpProblem.of(
                    403,
                    "Origin refused",
                    "A page of another origin has asked.",
                    "Name its origin in the option view.allowed-origins if it may.");
        }
    }

    private void checkHost(Context context) {
        String host = context.header("Host");
        if (loopback && host != null && !isNameOfThisMachine(host)) {
            metrics.refused("host");
            throw HttpProblem.of(
                    403,
                    "Host refused",
                    "The server listens for this machine only, and was asked by another name.",
                    "Ask for localhost or 127.0.0.1, or set the option view.host.");
        }
    }

    private void addHeaders(Context context) {
        context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        String origin = context.header("Origin");
        boolean shared = origin != null && isAllowed(origin);
        context.header("Cross-Origin-Resource-Policy", shared ? "cross-origin" : "same-origin");
        if (!conf.allowedOrigins().isEmpty()) {
            context.header("Vary", "Origin");
        }
        if (shared && origin != null) {
            context.header("Access-Control-Allow-Origin", origin);
        }
    }

    private boolean isAllowed(String origin) {
        return conf.allowedOrigins().contains(origin);
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        return host != null
                && (origin.equalsIgnoreCase("http://" + host)
                        || origin.equalsIgnoreCase("https://" + host));
    }

    private boolean isNameOfThisMachine(String hostHeader) {
        String name = hostHeader.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}")
                || name.equals(conf.host().toLowerCase(Locale.ROOT));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Binding to it will fail, and say so.
            return true;
        }
    }
}
