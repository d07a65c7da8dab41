package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Collected;
import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.StreamItem;
import org.junit.jupiter.api.Test;

/** A replay in which the chat is read to its end before the first sound. */
class AnnouncedSourcesTest {
    private static final String STREAM = "talk";

    private final StreamAligner aligner = new StreamAligner(Confs.replay());
    private final StreamState state = new StreamState();
    private final Collected out = new Collected();

    @Test
    void soundThatTheFirstTextAnnouncedIsWaitedForFromTheStart() {
        feed(Items.announcing(Items.text(STREAM, 0, 3_500, "Hello"), "audio-0", "chat"));
        feed(Items.end(STREAM, "chat", Modality.TEXT, 1, 3_500));
        assertThat(out.ledger).as("the stream goes on").isEmpty();
        for (int i = 0; i < 50; i++) {
            feed(Items.audio(STREAM, i));
        }
        feed(Items.end(STREAM, "audio-0", Modality.AUDIO, 50, 5_000));
        assertThat(out.ledger)
                .allMatch(LedgerEntry::getEndOfStream)
                .allMatch(entry -> entry.getMatched() == entry.getRead())
                .extracting(LedgerEntry::getRead)
                .containsExactly(51L, 2L);
        assertThat(out.settled.get(0).getStartUs()).isEqualTo(Items.START_US);
    }

    private void feed(StreamItem item) {
        aligner.accept(state, item, 0, out);
    }
}
