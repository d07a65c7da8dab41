package dev.lockstep.local.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final Accounts accounts = new Accounts();

    private static LedgerEntry entry(long interval, long read, long invalid, boolean end) {
        return LedgerEntry.newBuilder()
                .setStreamId("talk")
                .setSourceId("audio-0")
                .setModality(Modality.AUDIO)
                .setEventTimeUs(0)
                .setInterval(interval)
                .setRead(read)
                .setMatched(read - invalid)
                .setInvalid(invalid)
                .setEndOfStream(end)
                .build();
    }

    @Test
    void whatWentInIsWhatCameOutAndWhatWasRefused() {
        accounts.sent(100);
        accounts.ledger(entry(0, 40, 0, false));
        assertThat(accounts.closed()).isFalse();
        accounts.ledger(entry(1, 98, 1, true));
        accounts.deadLetter(letter("segment"));
        accounts.deadLetter(letter("segment"));
        assertThat(accounts.balanced()).isFalse();
        accounts.deadLetter(letter("segment"));
        assertThat(accounts.recordsOut()).isEqualTo(97);
        assertThat(accounts.balanced()).isTrue();
        assertThat(accounts.closed()).isTrue();
    }

    @Test
    void anUtteranceThatCouldNotBeRecognisedIsNoRefusedRecord() {
        accounts.sent(10);
        accounts.ledger(entry(0, 10, 0, true));
        accounts.deadLetter(letter("recognize"));
        assertThat(accounts.balanced()).isTrue();
        assertThat(accounts.deadLetters()).isZero();
        assertThat(accounts.unrecognised()).isEqualTo(1);
    }

    private static DeadLetter letter(String stage) {
        return DeadLetter.newBuilder()
                .setTopic("media.audio")
                .setPartition(0)
                .setOffset(1)
                .setStage(stage)
                .setFailureKind("CORRUPT")
                .setMessage("broken")
                .setFailedAtUs(1)
                .build();
    }

    @Test
    void totalsOfAnOlderIntervalAreNotTakenAgain() {
        accounts.ledger(entry(3, 98, 0, true));
        accounts.ledger(entry(2, 60, 0, false));
        assertThat(accounts.recordsOut()).isEqualTo(98);
        assertThat(accounts.closed()).isTrue();
    }
}
