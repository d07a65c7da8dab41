package dev.lockstep.sink.store;

/** Why something failed, for a sentence. */
final class Reasons {
    private Reasons() {}

    /** The first line of the deepest cause; drivers put the row's content on later lines. */
    static String of(Throwable error) {
        Throwable deepest = error;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null || message.isBlank()
                ? deepest.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
    }
}
