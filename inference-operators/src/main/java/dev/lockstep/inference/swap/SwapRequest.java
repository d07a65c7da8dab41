package dev.lockstep.inference.swap;

/**
 * Asks for another model. Immutable.
 *
 * @param slot where it is to work, see {@link Slots}
 * @param id names the request in its events
 * @param reference the model: a catalogue id, {@code file:…} or {@code hf:…}
 * @param shadowRequests requests that both models answer before the new one takes over; 0 for none
 * @param requestedBy who asks, for people
 * @param requestedAtUs when, µs since the epoch
 */
public record SwapRequest(
        String slot,
        String id,
        String reference,
        int shadowRequests,
        String requestedBy,
        long requestedAtUs) {
    /** Counts below 0 are 0. */
    public SwapRequest {
        shadowRequests = Math.max(0, shadowRequests);
    }
}
