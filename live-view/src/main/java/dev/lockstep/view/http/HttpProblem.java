package dev.lockstep.view.http;

import org.jspecify.annotations.Nullable;

/** A request that cannot be answered, as {@code application/problem+json} (RFC 9457) tells it. */
final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final String hint;
    private final @Nullable Integer retryAfterSeconds;

    private HttpProblem(
            int status,
            String title,
            String detail,
            String hint,
            @Nullable Integer retryAfterSeconds) {
        super(detail);
        this.status = status;
        this.title = title;
        this.hint = hint;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /**
     * @param detail a sentence that says what happened
     * @param hint a sentence that says what to do
     */
    static HttpProblem of(int status, String title, String detail, String hint) {
        return new HttpProblem(status, title, detail, hint, null);
    }

    /** The request is not one that the API describes. */
    static HttpProblem badRequest(String detail, String hint) {
        return of(400, "Bad request", detail, hint);
    }

    /** It may be answered later. */
    static HttpProblem unavailable(String detail, String hint, int retryAfterSeconds) {
        return new HttpProblem(503, "Not available", detail, hint, retryAfterSeconds);
    }

    int status() {
        return status;
    }

    @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }

    Body body() {
        String detail = getMessage();
        return new Body(title, status, detail == null ? title : detail, hint);
    }

    /** What the answer says. */
    record Body(String title, int status, String detail, String hint) {}
}
