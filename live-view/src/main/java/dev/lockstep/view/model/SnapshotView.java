package dev.lockstep.view.model;

import java.util.List;

/**
 * All that a viewer needs to begin: what the message {@code snapshot} carries. Immutable.
 *
 * @param detail the stream as a whole
 * @param captions the newest ones, oldest first
 * @param windows those of the last two minutes, in their order
 * @param turns dialogue turns, oldest first
 */
public record SnapshotView(
        StreamDetail detail,
        List<CaptionView> captions,
        List<WindowView> windows,
        List<TurnView> turns) {}
