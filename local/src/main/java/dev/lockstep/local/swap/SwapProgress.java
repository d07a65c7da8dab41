package dev.lockstep.local.swap;

import dev.lockstep.schema.avro.ModelEvent;
import dev.lockstep.schema.avro.ModelPhase;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How far the processes of a job have come with one request. Not thread-safe. */
public final class SwapProgress {
    private final String requestId;
    private final Map<String, ModelPhase> phases = new TreeMap<>();

    /** Progress of the request with this id. */
    public SwapProgress(String requestId) {
        this.requestId = requestId;
    }

    /** Takes an event in; whether it is about the request. */
    public boolean accept(ModelEvent event) {
        if (!event.getRequestId().equals(requestId)) {
            return false;
        }
        phases.merge(event.getProcess(), event.getPhase(), (old, next) -> isLast(old) ? old : next);
        return true;
    }

    /** Whether any process has said something. */
    public boolean isHeard() {
        return !phases.isEmpty();
    }

    /** Whether every process that has said something has taken the model over or refused it. */
    public boolean isSettled() {
        return isHeard() && phases.values().stream().allMatch(SwapProgress::isLast);
    }

    /** Whether all of them have taken it over. */
    public boolean isTakenOver() {
        return isHeard() && phases.values().stream().allMatch(p -> p == ModelPhase.TAKEN_OVER);
    }

    private static boolean isLast(ModelPhase phase) {
        return phase == ModelPhase.TAKEN_OVER || phase == ModelPhase.REFUSED;
    }

    /** An event as a line for a person. */
    public static String line(ModelEvent event) {
        StringBuilder line = new StringBuilder();
        line.append(event.getProcess())
                .append("  ")
                .append(
                        String.format(
                                Locale.ROOT,
                                "%-10s  ",
                                event.getPhase().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
                .append(event.getMessage());
        if (event.getShadowRequests() > 0 && event.getPhase().compareTo(ModelPhase.WARMED) > 0) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            " Compared %d of %d, %d dropped.",
                            event.getCompared(),
                            event.getShadowRequests(),
                            event.getShadowDropped()));
            new TreeMap<>(event.getAgreement())
                    .forEach(
                            (name, mean) ->
                                    line.append(
                                            String.format(Locale.ROOT, " %s %.3f", name, mean)));
        }
        return line.toString();
    }
}
