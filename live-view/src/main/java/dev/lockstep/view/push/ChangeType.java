package dev.lockstep.view.push;

import java.util.Locale;

/** What a change is about, and which record of {@code dev.lockstep.view.model} it carries. */
public enum ChangeType {
    /** A {@code CaptionView}, new or revised. */
    CAPTION,
    /** A {@code WindowView}, new or revised. */
    WINDOW,
    /** A {@code SceneView}: another picture, and what was seen in it. */
    SCENE,
    /** A {@code TurnView}, new or revised. */
    TURN,
    /** A {@code StreamDetail}: ledger, latency, models and state; at most once a second. */
    STATUS;

    /** Its name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
