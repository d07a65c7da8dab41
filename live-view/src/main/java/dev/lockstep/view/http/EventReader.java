package dev.lockstep.view.http;

import dev.lockstep.view.push.Message;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the server-sent events of another instance, line by line. Comments are skipped. One thread
 * at a time, but for {@link #cancel}.
 */
final class EventReader implements Flow.Subscriber<String> {
    private final Predicate<Message> messages;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean cancelled;
    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String data;

    /**
     * @param messages takes them; false: it wants no more
     */
    EventReader(Predicate<Message> messages) {
        this.messages = messages;
    }

    @Override
    public void onSubscribe(Flow.Subscription lines) {
        subscription = lines;
        if (cancelled) {
            lines.cancel();
        } else {
            lines.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(String line) {
        if (line.isEmpty()) {
            if (type != null && data != null) {
                if (!messages.test(Message.of(id, type, null, data))) {
                    cancel();
                }
            }
            id = null;
            type = null;
            data = null;
        } else if (line.startsWith("id: ")) {
            id = line.substring("id: ".length());
        } else if (line.startsWith("event: ")) {
            type = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            data = line.substring("data: ".length());
        }
    }

    @Override
    public void onError(Throwable failure) {
        Objects.requireNonNull(failure);
    }

    @Override
    public void onComplete() {
        cancel();
    }

    /** Wants no more. */
    void cancel() {
        cancelled = true;
        Flow.Subscription lines = subscription;
        if (lines != null) {
            lines.cancel();
        }
    }
}
