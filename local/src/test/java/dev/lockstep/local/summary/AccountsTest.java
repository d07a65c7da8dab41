package dev.lockstep.local.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.ledger.LedgerTotals;
import dev.lockstep.local.testing.Ledgers;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final Accounts accounts = new Accounts();

    @Test
    void whatWentInIsWhatCameOutAndWhatWasRefused() {
        accounts.sent(130);
        accounts.ledger(Ledgers.entry("audio-0", 0, 40));
        accounts.ledger(withInvalid(Ledgers.last("audio-0", 98, 12), 1));
        accounts.ledger(Ledgers.last("video-0", 30, 12));
        accounts.deadLetter(letter("decode"));
        assertThat(accounts.balanced()).isFalse();
        accounts.deadLetter(letter("decode"));
        assertThat(accounts.balanced()).isTrue();
        assertThat(accounts.recordsIn()).isEqualTo(130);
        assertThat(accounts.recordsOut()).isEqualTo(127);
        assertThat(accounts.deadLetters()).isEqualTo(3);
        assertThat(accounts.totals()).isEqualTo(new LedgerTotals(128, 127, 0, 0, 0, 1, 0, true));
    }

    @Test
    void deadLettersAboutRecordsThatTheLedgerHasAreNotCountedAgain() {
        accounts.sent(10);
        accounts.ledger(withInvalid(Ledgers.last("audio-0", 10, 0), 2));
        for (String stage : List.of("align", "align", "segment", "ingest")) {
            accounts.deadLetter(letter(stage));
        }
        assertThat(accounts.balanced()).isTrue();
        assertThat(accounts.deadLetters()).isEqualTo(2);
        assertThat(accounts.recordsOut()).isEqualTo(8);
    }

    @Test
    void anUtteranceThatCouldNotBeRecognisedIsNoRefusedRecord() {
        accounts.sent(10);
        accounts.ledger(Ledgers.last("audio-0", 10, 0));
        accounts.deadLetter(letter("recognize"));
        assertThat(accounts.balanced()).isTrue();
        assertThat(accounts.deadLetters()).isZero();
        assertThat(accounts.unrecognised()).isEqualTo(1);
    }

    @Test
    void theLedgerIsClosedOnceEachExpectedSourceHasEnded() {
        accounts.expect(List.of("audio-0", "text-0"));
        assertThat(accounts.closed()).isFalse();
        accounts.ledger(Ledgers.last("audio-0", 10, 3));
        assertThat(accounts.closed()).as("text-0 is missing").isFalse();
        accounts.ledger(Ledgers.entry("text-0", 0, 1));
        assertThat(accounts.closed()).as("text-0 goes on").isFalse();
        accounts.ledger(Ledgers.last("text-0", 2, 5));
        assertThat(accounts.closed()).isTrue();
        assertThat(accounts.windowsSettled()).isEqualTo(5);
        accounts.ledger(Ledgers.entry("video-0", 0, 1));
        assertThat(accounts.closed()).as("a source that nobody expected goes on").isFalse();
    }

    @Test
    void totalsOfAnOlderIntervalAreNotTakenAgain() {
        accounts.ledger(Ledgers.last("audio-0", 98, 0));
        accounts.ledger(Ledgers.entry("audio-0", 2, 60));
        assertThat(accounts.recordsOut()).isEqualTo(98);
        assertThat(accounts.closed()).isTrue();
    }

    private static LedgerEntry withInvalid(LedgerEntry entry, long invalid) {
        entry.setInvalid(invalid);
        entry.setMatched(entry.getRead() - invalid);
        return entry;
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
}
