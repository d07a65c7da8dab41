package dev.lockstep.local.summary;

import static org.assertj.core.api.Assertions.assertThat;

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
        accounts.deadLetter();
        accounts.deadLetter();
        assertThat(accounts.balanced()).isFalse();
        accounts.deadLetter();
        assertThat(accounts.recordsOut()).isEqualTo(97);
        assertThat(accounts.balanced()).isTrue();
        assertThat(accounts.closed()).isTrue();
    }

    @Test
    void totalsOfAnOlderIntervalAreNotTakenAgain() {
        accounts.ledger(entry(3, 98, 0, true));
        accounts.ledger(entry(2, 60, 0, false));
        assertThat(accounts.recordsOut()).isEqualTo(98);
        assertThat(accounts.closed()).isTrue();
    }
}
