package dev.lockstep.view.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.sink.search.SearchException;
import dev.lockstep.view.query.ExpiredCursorException;
import dev.lockstep.view.query.UnknownStreamException;
import dev.lockstep.view.query.ViewNotReadyException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what went wrong into an answer: never a stack trace, and never a character that could begin
 * markup. Stateless.
 */
final class Problems {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String SEE_API = "/api/v1/openapi.yaml describes what can be asked.";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static {
        MAPPER.getFactory().setCharacterEscapes(new MarkupEscapes());
    }

    private Problems() {}

    static void register(RoutesConfig routes) {
        routes.exception(HttpProblem.class, Problems::write);
        routes.exception(
                UnknownStreamException.class,
                (e, context) ->
                        write(
                                HttpProblem.of(
                                        404,
                                        "No such stream",
                                        message(e),
                                        "/api/v1/streams lists the streams."),
                                context));
        routes.exception(
                ExpiredCursorException.class,
                (e, context) ->
                        write(
                                HttpProblem.of(
                                        410,
                                        "Cursor expired",
                                        message(e),
                                        "Leave the cursor out to begin with the oldest caption"
                                                + " that is kept."),
                                context));
        routes.exception(
                ViewNotReadyException.class,
                (e, context) ->
                        write(
                                HttpProblem.unavailable(message(e), "Ask again in a moment.", 1),
                                context));
        routes.exception(
                SearchException.class,
                (e, context) ->
                        write(
                                HttpProblem.unavailable(
                                        message(e), "Ask again once the store is back.", 5),
                                context));
        routes.exception(HttpResponseException.class, (e, context) -> write(of(e), context));
        routes.exception(Exception.class, Problems::unexpected);
    }

    static void write(HttpProblem problem, Context context) {
        if (context.res().isCommitted()) {
            return;
        }
        Integer retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            context.header("Retry-After", Integer.toString(retryAfter));
        }
        context.header("Cache-Control", "no-store");
        context.status(problem.status()).contentType(CONTENT_TYPE);
        byte[] body = json(problem).getBytes(StandardCharsets.UTF_8);
        if (context.header("Sec-WebSocket-Version") == null) {
            context.result(body);
        } else {
            writeInsteadOfUpgrade(body, context);
        }
    }

    /** Before an upgrade nobody else writes the result. */
    private static void writeInsteadOfUpgrade(byte[] body, Context context) {
        try {
            context.res().setContentLength(body.length);
            context.res().getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("A client went away before it was refused: {}", e.getMessage());
        }
    }

    static String json(HttpProblem problem) {
        try {
            return MAPPER.writeValueAsString(problem.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of text is always JSON", e);
        }
    }

    private static HttpProblem of(HttpResponseException e) {
        return e.getStatus() == 404
                ? HttpProblem.of(404, "Not found", "There is nothing at this address.", SEE_API)
                : HttpProblem.of(
                        e.getStatus(),
                        "Refused",
                        "The request was refused with status " + e.getStatus() + ".",
                        SEE_API);
    }

    private static void unexpected(Exception e, Context context) {
        LOG.error("A request to {} failed", context.endpoint().path, e);
        write(
                HttpProblem.of(
                        500,
                        "Internal error",
                        "The view failed to answer this request.",
                        "Its log says why; please report it."),
                context);
    }

    private static String message(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    /** Writes what HTML gives a meaning to as escapes. */
    private static final class MarkupEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            for (char each : new char[] {'<', '>', '&', '\''}) {
                codes[each] = CharacterEscapes.ESCAPE_STANDARD;
            }
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }
}
