package dev.lockstep.job.config;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.topic.Topic;
import java.util.List;

/**
 * The topics of the store job. Immutable.
 *
 * @param captions final captions, read
 * @param windows settled windows, read
 * @param ledger counts, read
 * @param deadLetters what could not be read
 */
public record StoreTopics(
        Topic<Caption> captions,
        Topic<AlignedWindow> windows,
        Topic<LedgerEntry> ledger,
        Topic<DeadLetter> deadLetters) {

    /** The standard topics with a prefix, maybe empty, in front of their names. */
    public static StoreTopics withPrefix(String prefix) {
        CaptionTopics topics = CaptionTopics.withPrefix(prefix);
        return new StoreTopics(
                topics.settled(), topics.alignedSettled(), topics.ledger(), topics.deadLetters());
    }

    /** Those that are read. */
    public List<Topic<?>> read() {
        return List.of(captions, windows, ledger);
    }

    /** All of them. */
    public List<Topic<?>> all() {
        return List.of(captions, windows, ledger, deadLetters);
    }
}
