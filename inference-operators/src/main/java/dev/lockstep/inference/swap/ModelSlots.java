package dev.lockstep.inference.swap;

import dev.lockstep.inference.runtime.SharedResources;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots of a scope in this process: hands what is asked for to those who answer, once however
 * many tell it, and events to the first of those who listen. It lives as long as anybody holds a
 * lease. Thread-safe.
 */
public final class ModelSlots {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSlots.class);
    private static final SharedResources<String, ModelSlots> OPEN =
            new SharedResources<>(closed -> {});

    /** Events that wait for a first listener; more are only logged. */
    private static final int MOST_EVENTS = 256;

    private final Map<String, SwapRequest> newest = new HashMap<>();
    private final Map<String, SwapRequest> inService = new HashMap<>();
    private final Map<String, String> settled = new HashMap<>();
    private final List<SlotController<?, ?>> controllers = new ArrayList<>();
    private final List<Consumer<SwapEvent>> listeners = new ArrayList<>();
    private final Deque<SwapEvent> unheard = new ArrayDeque<>();
    private boolean restored;
    private boolean gaveUpWaiting;

    /**
     * What is remembered over a restart. Immutable.
     *
     * @param newest the newest request of each slot
     * @param inService those whose models are in service
     * @param settled ids of those of the newest that have taken over or been refused
     */
    public record Memory(
            List<SwapRequest> newest, List<SwapRequest> inService, List<String> settled) {
        /** Nothing was asked for. */
        public static final Memory NONE = new Memory(List.of(), List.of(), List.of());

        /** Copies the lists. */
        public Memory {
            newest = List.copyOf(newest);
            inService = List.copyOf(inService);
            settled = List.copyOf(settled);
        }
    }

    /** A lease on the slots of a scope; an empty one is nobody else's. */
    public static SharedResources.Lease<ModelSlots> acquire(String scope) {
        if (scope.isEmpty()) {
            ModelSlots own = new ModelSlots();
            own.restore(Memory.NONE);
            return new SharedResources<String, ModelSlots>(closed -> {}).acquire("", key -> own);
        }
        return OPEN.acquire(scope, key -> new ModelSlots());
    }

    /** Takes what was remembered over a restart; only the first one counts. */
    public void restore(Memory memory) {
        synchronized (this) {
            if (restored) {
                return;
            }
            memory.inService().forEach(request -> inService.put(request.slot(), request));
            for (SwapRequest request : memory.newest()) {
                newest.put(request.slot(), request);
                if (memory.settled().contains(request.id())) {
                    settled.put(request.slot(), request.id());
                }
            }
            restored = true;
            notifyAll();
        }
        memory.newest().forEach(this::tell);
    }

    /** What is to be remembered. */
    public synchronized Memory memory() {
        return new Memory(
                List.copyOf(newest.values()),
                List.copyOf(inService.values()),
                List.copyOf(settled.values()));
    }

    /** Asks for another model; one that was heard before is not heard again. */
    public void request(SwapRequest request) {
        synchronized (this) {
            SwapRequest known = newest.get(request.slot());
            if (known != null && known.id().equals(request.id())) {
                return;
            }
            newest.put(request.slot(), request);
        }
        tell(request);
    }

    private void tell(SwapRequest request) {
        List<SlotController<?, ?>> told;
        synchronized (this) {
            if (request.id().equals(settled.get(request.slot()))) {
                return;
            }
            told = controllers.stream().filter(c -> c.slot().equals(request.slot())).toList();
        }
        told.forEach(controller -> controller.request(request));
    }

    /** The request whose model was in service before a restart; waits to hear so long at most. */
    @Nullable SwapRequest atStart(String slot, Duration patience) {
        long endNs = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (!restored && !gaveUpWaiting) {
                long leftNs = endNs - System.nanoTime();
                if (leftNs <= 0) {
                    LOG.warn(
                            "It is not known yet which model was in service in {}: the configured"
                                    + " one begins.",
                            slot);
                    gaveUpWaiting = true;
                    break;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, leftNs);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            return inService.get(slot);
        }
    }

    void add(SlotController<?, ?> controller) {
        SwapRequest asked;
        synchronized (this) {
            controllers.add(controller);
            asked = newest.get(controller.slot());
        }
        if (asked != null) {
            tell(asked);
        }
    }

    synchronized void remove(SlotController<?, ?> controller) {
        controllers.remove(controller);
    }

    /** The model of this request, or the configured one where it is null, is in service. */
    synchronized void nowInService(String slot, @Nullable SwapRequest request) {
        if (request == null) {
            inService.remove(slot);
        } else {
            inService.put(slot, request);
        }
    }

    /** Tells what happened: the log, and the first listener. */
    public void tell(SwapEvent event) {
        switch (event.phase()) {
            case REFUSED, WITHDRAWN, ROLLED_BACK ->
                    LOG.warn("{}: {}. {}", event.slot(), event.phase(), event.message());
            default -> LOG.info("{}: {}. {}", event.slot(), event.phase(), event.message());
        }
        synchronized (this) {
            if (event.phase().isLast() && !event.requestId().isEmpty()) {
                settled.put(event.slot(), event.requestId());
            }
            if (!listeners.isEmpty()) {
                listeners.get(0).accept(event);
            } else if (unheard.size() < MOST_EVENTS) {
                unheard.add(event);
            }
        }
    }

    /**
     * Listens, as the first or in the place of those before.
     *
     * @param listener called with a lock held: it must only pass on
     * @return ends it
     */
    public synchronized Runnable listen(Consumer<SwapEvent> listener) {
        listeners.add(listener);
        while (listeners.get(0) == listener && !unheard.isEmpty()) {
            listener.accept(unheard.remove());
        }
        return () -> {
            synchronized (this) {
                listeners.remove(listener);
            }
        };
    }
}
