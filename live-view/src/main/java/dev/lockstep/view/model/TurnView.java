package dev.lockstep.view.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dialogue turn. Immutable.
 *
 * @param turn number within the stream, from 0
 * @param revision rises with each revision
 * @param startMs start, media time in ms
 * @param endMs end, media time in ms
 * @param speaker who speaks; null where nobody knows
 * @param endOfTurnProbability 0..1
 * @param text what was said
 * @param onScreenText what was on screen meanwhile
 * @param messages chat since the last turn
 * @param isFinal true: the turn is over
 */
public record TurnView(
        long turn,
        int revision,
        long startMs,
        long endMs,
        @Nullable String speaker,
        double endOfTurnProbability,
        String text,
        List<String> onScreenText,
        List<String> messages,
        boolean isFinal) {}
