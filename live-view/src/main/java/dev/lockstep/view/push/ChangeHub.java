package dev.lockstep.view.push;

import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.model.WindowView;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands the changes of streams to their viewers, and keeps the newest for those who come back.
 * Thread-safe; never blocks on a viewer.
 *
 * <p>A change must be in the state that {@code StreamViews} reads before it is handed on here: a
 * viewer joins first and reads its snapshot then, so that it misses none. It may get one twice, in
 * the snapshot and as a change; revisions tell.
 */
public final class ChangeHub implements ChangeSink {
    private final HistoryConf conf;
    private final long epoch;
    private final Map<String, StreamChannel> channels = new ConcurrentHashMap<>();

    /** A hub with an epoch of its own. */
    public ChangeHub(HistoryConf conf) {
        this(conf, UUID.randomUUID().getMostSignificantBits());
    }

    /**
     * @param epoch tells positions of this hub from those of any other
     */
    public ChangeHub(HistoryConf conf, long epoch) {
        this.conf = conf;
        this.epoch = epoch;
    }

    @Override
    public void changed(String stream, ChangeType type, Object value) {
        String json = ViewJson.text(value);
        StreamChannel channel = channel(stream);
        channel.publish(
                type.wireName(),
                key(type, value),
                json,
                conf.changesPerStream(),
                Math.min(conf.bytesPerStream(), conf.bytes() / channels.size()));
    }

    /**
     * Adds a viewer to those of a stream that exists.
     *
     * @param after the last change that it has seen; empty where it begins
     * @return how it begins; later changes are already on their way to its queue
     */
    public Beginning join(String stream, Viewer viewer, Optional<Position> after) {
        return channel(stream).join(viewer, after);
    }

    /** Takes a viewer away; nothing where it is not there. */
    public void leave(String stream, Viewer viewer) {
        StreamChannel channel = channels.get(stream);
        if (channel != null) {
            channel.leave(viewer);
        }
    }

    /** Bytes of all changes that are kept. */
    public long historyBytes() {
        return channels.values().stream().mapToLong(StreamChannel::bytes).sum();
    }

    private StreamChannel channel(String stream) {
        return channels.computeIfAbsent(stream, name -> new StreamChannel(epoch));
    }

    private static String key(ChangeType type, Object value) {
        return switch (type) {
            case CAPTION -> {
                CaptionView caption = (CaptionView) value;
                yield "caption " + caption.utterance() + " " + caption.source();
            }
            case WINDOW -> "window " + ((WindowView) value).index();
            case TURN -> "turn " + ((TurnView) value).turn();
            case SCENE, STATUS -> type.wireName();
        };
    }
}
