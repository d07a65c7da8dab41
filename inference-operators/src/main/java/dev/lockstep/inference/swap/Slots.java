package dev.lockstep.inference.swap;

import java.util.List;

/** The places in which models work, by the names that control records use. */
public final class Slots {
    /** Recognises speech. */
    public static final String SPEECH = "speech";

    /** Finds objects in pictures. */
    public static final String OBJECTS = "objects";

    /** Reads text in pictures. */
    public static final String ON_SCREEN_TEXT = "on-screen-text";

    /** Moderates pictures. */
    public static final String MODERATION = "moderation";

    /** Embeds pictures. */
    public static final String PICTURE_EMBEDDING = "picture-embedding";

    /** Writes about pictures. */
    public static final String PICTURE_DESCRIPTION = "picture-description";

    /** Those in which pictures are looked at. */
    public static final List<String> OF_PICTURES =
            List.of(OBJECTS, ON_SCREEN_TEXT, MODERATION, PICTURE_EMBEDDING, PICTURE_DESCRIPTION);

    /** All of them. */
    public static final List<String> ALL =
            List.of(
                    SPEECH,
                    OBJECTS,
                    ON_SCREEN_TEXT,
                    MODERATION,
                    PICTURE_EMBEDDING,
                    PICTURE_DESCRIPTION);

    private Slots() {}
}
