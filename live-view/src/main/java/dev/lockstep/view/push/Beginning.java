package dev.lockstep.view.push;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a viewer begins. From now on every later change is handed to it. Immutable.
 *
 * @param at the last change before it; a snapshot taken from now on holds all up to here
 * @param snapshot true: it needs a snapshot
 * @param reset why it cannot go on from its position: restarted, expired or unknown; null where it
 *     can, or where it gave none
 * @param missed what it has missed, where it can go on
 */
public record Beginning(
        Position at, boolean snapshot, @Nullable String reset, List<Message> missed) {
    static Beginning withSnapshot(Position at, @Nullable String reset) {
        return new Beginning(at, true, reset, List.of());
    }

    static Beginning resumed(Position at, List<Message> missed) {
        return new Beginning(at, false, null, missed);
    }
}
