package dev.lockstep.inference.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait, source by source. A source is held by whoever serves it, and has a turn
 * from the moment at which it could be served: within an urgency the sources take turns, so one
 * that floods waits behind newcomers. Not thread-safe.
 */
final class BatchQueue<Q, A> {
    private final Map<String, Source<Q, A>> sources = new HashMap<>();
    private final TreeSet<Source<Q, A>> ready =
            new TreeSet<>(
                    Comparator.<Source<Q, A>, Urgency>comparing(s -> s.head().ticket().urgency())
                            .thenComparingLong(s -> s.turn));
    private long nextTurn;
    private int waiting;

    /** The requests of one source, the next one first. */
    static final class Source<Q, A> {
        final String key;
        final ArrayDeque<Pending<Q, A>> waiting = new ArrayDeque<>();
        boolean held;
        long turn;

        Source(String key) {
            this.key = key;
        }

        Pending<Q, A> head() {
            return waiting.getFirst();
        }

        boolean isHeadOvertaken() {
            Iterator<Pending<Q, A>> all = waiting.iterator();
            return waiting.size() > 1 && all.next().ticket().isOvertakenBy(all.next().ticket());
        }
    }

    /** Requests that wait. */
    int waiting() {
        return waiting;
    }

    /**
     * Adds a request.
     *
     * @return its source, held, if its head is overtaken now and has to be skipped; else null
     */
    @Nullable Source<Q, A> add(Pending<Q, A> pending) {
        Source<Q, A> source = sources.computeIfAbsent(pending.ticket().source(), Source::new);
        source.waiting.add(pending);
        waiting++;
        if (source.held) {
            return null;
        }
        if (source.waiting.size() == 1) {
            source.turn = nextTurn++;
            ready.add(source);
        } else if (source.isHeadOvertaken()) {
            ready.remove(source);
            source.held = true;
            return source;
        }
        return null;
    }

    /** Takes the head of a held source if it is overtaken. */
    @Nullable Pending<Q, A> takeOvertaken(Source<Q, A> held) {
        if (!held.isHeadOvertaken()) {
            return null;
        }
        waiting--;
        return held.waiting.removeFirst();
    }

    /**
     * Lets a source go.
     *
     * @param served whether it goes to the end of the line
     */
    void release(Source<Q, A> held, boolean served) {
        held.held = false;
        if (held.waiting.isEmpty()) {
            sources.remove(held.key, held);
            return;
        }
        if (served) {
            held.turn = nextTurn++;
        }
        ready.add(held);
    }

    /**
     * Removes passing requests, the oldest first, of a source and of all, until no more wait than
     * may.
     *
     * @param ofSource most requests of the source
     * @param ofAll most requests of all
     */
    List<Pending<Q, A>> shed(String key, int ofSource, int ofAll) {
        List<Pending<Q, A>> shed = new ArrayList<>();
        Source<Q, A> source = sources.get(key);
        while (source != null && source.waiting.size() > ofSource && shedOldest(source, 1, shed)) {
            source = sources.get(key);
        }
        if (waiting > ofAll) {
            for (Source<Q, A> longest : List.copyOf(ready)) {
                boolean more = true;
                while (more && waiting > ofAll) {
                    more = shedOldest(longest, 0, shed);
                }
            }
        }
        return shed;
    }

    /** Removes the oldest passing request of a source behind which at least so many wait. */
    private boolean shedOldest(Source<Q, A> source, int behind, List<Pending<Q, A>> shed) {
        int left = source.waiting.size();
        for (Pending<Q, A> pending : source.waiting) {
            if (--left < behind) {
                return false;
            }
            if (pending.ticket().passing()) {
                boolean wasReady = ready.remove(source);
                source.waiting.removeFirstOccurrence(pending);
                waiting--;
                shed.add(pending);
                if (!source.waiting.isEmpty() && wasReady) {
                    ready.add(source);
                } else if (source.waiting.isEmpty() && !source.held) {
                    sources.remove(source.key);
                }
                return true;
            }
        }
        return false;
    }

    /** The request that would lead a batch now; null while none is due. */
    @Nullable Pending<Q, A> leader(long nowNs, long delayNs, int batchSize) {
        Map<Integer, Integer> heads = new HashMap<>();
        for (Source<Q, A> source : ready) {
            Pending<Q, A> head = source.head();
            int bucket = head.ticket().bucket();
            if (head.dueAtNs(delayNs) <= nowNs
                    || heads.merge(bucket, 1, Integer::sum) >= batchSize) {
                return head;
            }
        }
        return null;
    }

    /** When a request is due at the latest; {@link Long#MAX_VALUE} if none waits. */
    long nextDueNs(long delayNs) {
        long next = Long.MAX_VALUE;
        for (Source<Q, A> source : ready) {
            next = Math.min(next, source.head().dueAtNs(delayNs));
        }
        return next;
    }

    /**
     * Takes the sources whose heads make a batch with {@code leader}, and holds them.
     *
     * @param most size of the batch
     * @param shares among how many threads what is there is shared out
     */
    List<Source<Q, A>> take(Pending<Q, A> leader, int most, int shares) {
        List<Source<Q, A>> mates = new ArrayList<>();
        for (Source<Q, A> source : ready) {
            if (mates.size() == most * shares) {
                break;
            }
            if (source.head().ticket().bucket() == leader.ticket().bucket()) {
                mates.add(source);
            }
        }
        int size = Math.min(most, (mates.size() + shares - 1) / shares);
        List<Source<Q, A>> taken = new ArrayList<>(mates.subList(0, size));
        for (Source<Q, A> source : taken) {
            ready.remove(source);
            source.held = true;
            waiting--;
        }
        return taken;
    }

    /** Removes all that wait. */
    List<Pending<Q, A>> clear() {
        List<Pending<Q, A>> all = new ArrayList<>();
        sources.values().forEach(source -> all.addAll(source.waiting));
        sources.values().forEach(source -> source.waiting.clear());
        sources.values().removeIf(source -> !source.held);
        ready.clear();
        waiting = 0;
        return all;
    }

    /** Takes the head of a held source off its queue. */
    Pending<Q, A> takeHead(Source<Q, A> held) {
        return Objects.requireNonNull(held.waiting.removeFirst());
    }
}
