package dev.lockstep.view.state;

import dev.lockstep.schema.avro.DialogueTurn;
import dev.lockstep.view.model.TurnView;
import java.util.List;

/** Dialogue turns as the view tells them. Stateless. */
public final class TurnViews {
    private TurnViews() {}

    /** The view of a turn. */
    public static TurnView of(DialogueTurn turn, Origin origin) {
        return new TurnView(
                turn.getTurn(),
                turn.getRevision(),
                origin.mediaMs(turn.getEventTimeUs()),
                origin.mediaMs(turn.getEventTimeUs() + turn.getDurationUs()),
                turn.getSpeaker(),
                ModelViews.real(turn.getEndOfTurnProbability()),
                turn.getText(),
                List.copyOf(turn.getOnScreenText()),
                List.copyOf(turn.getMessages()),
                turn.getIsFinal());
    }
}
