package dev.lockstep.view.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty refuses before the API sees it, in the same form as other problems. */
final class ProblemErrorHandler extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        HttpProblem problem =
                HttpProblem.of(
                        code,
                        HttpStatus.getMessage(code),
                        "The request was refused before it was looked at.",
                        hint(code));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.CONTENT_TYPE);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        Content.Sink.write(response, true, Problems.json(problem), callback);
    }

    private static String hint(int code) {
        return switch (code) {
            case HttpStatus.URI_TOO_LONG_414 -> "Keep the address below 8 KiB.";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "Keep the headers below 8 KiB.";
            default -> "/api/v1/openapi.yaml describes what can be asked.";
        };
    }
}
