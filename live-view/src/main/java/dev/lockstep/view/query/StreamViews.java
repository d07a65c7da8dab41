package dev.lockstep.view.query;

import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.WindowView;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions about streams, whichever instance of the view has them. Thread-safe; may block
 * for another instance.
 *
 * <p>Each method throws {@link UnknownStreamException} for a stream that no instance has, and
 * {@link ViewNotReadyException} while the state is being rebuilt or moved.
 */
public interface StreamViews {
    /** All streams, by name. */
    List<StreamSummary> streams();

    /** One stream. */
    StreamDetail stream(String stream);

    /**
     * Captions in their order.
     *
     * @param cursor where to go on, as {@link CaptionPage#next} told; empty for the oldest kept
     * @param limit at most as many, 1..1000
     * @throws ExpiredCursorException when what followed the cursor is not kept any more
     * @throws IllegalArgumentException when the cursor was never given out
     */
    CaptionPage captions(String stream, Optional<String> cursor, int limit);

    /** The newest captions, oldest first. */
    List<CaptionView> newestCaptions(String stream, int limit);

    /**
     * Windows that touch a span of media time, in their order.
     *
     * @param fromMs inclusive
     * @param toMs exclusive
     */
    List<WindowView> windows(String stream, long fromMs, long toMs);

    /** Dialogue turns, oldest first. */
    List<TurnView> turns(String stream);

    /** The compliance figures of its captions, at most a second old. */
    ComplianceView compliance(String stream);

    /** The newest picture; empty where there is none, or where moderation holds it back. */
    Optional<FrameView> frame(String stream);
}
