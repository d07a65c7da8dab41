package dev.lockstep.load.evaluate.robustness;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.evaluate.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What became of hostile texts. Immutable.
 *
 * @param attack what was done
 * @param texts how many
 * @param answered of them, how many were analysed at all
 * @param found share in which moderation found the word that is there; null where none is there
 * @param falseAlarms share in which it found a word that is not there; null where one is there
 * @param likeness mean cosine of the embedding to that of the same text undisturbed; null without
 *     an encoder or where there is nothing to compare with
 * @param p95Ms time of a text, nearest rank, ms
 */
public record AttackResult(
        String attack,
        int texts,
        int answered,
        @Nullable Interval found,
        @JsonProperty("false_alarms") @Nullable Interval falseAlarms,
        @Nullable Interval likeness,
        @JsonProperty("p95_ms") double p95Ms) {}
