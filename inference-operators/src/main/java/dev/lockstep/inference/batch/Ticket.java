package dev.lockstep.inference.batch;

import org.jspecify.annotations.Nullable;

/**
 * What a batcher must know of a request.
 *
 * @param source whose it is: the requests of a source are run one at a time, in order
 * @param urgency who is served first
 * @param subject what it is about; null for nothing that another request could be about too
 * @param passing whether it is needless once a newer request of the source about the same subject
 *     waits, and may be shed where too many wait
 * @param bucket only requests of one bucket share a batch
 * @param deadlineNs when it is started at the latest, however few are there, on the batcher's
 *     clock; {@link #NO_DEADLINE} for none
 */
public record Ticket(
        String source,
        Urgency urgency,
        @Nullable Object subject,
        boolean passing,
        int bucket,
        long deadlineNs) {
    /** Started when the batcher's own delay is over. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** One that must be answered, in the only bucket. */
    public static Ticket of(String source, Urgency urgency) {
        return new Ticket(source, urgency, null, false, 0, NO_DEADLINE);
    }

    /** Whether {@code newer}, of the same source, makes this one needless. */
    boolean isOvertakenBy(Ticket newer) {
        return passing && subject != null && subject.equals(newer.subject);
    }
}
