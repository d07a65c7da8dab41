package dev.lockstep.local.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.testing.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFileTest {
    private static final SourceLedger SOUND =
            new SourceLedger("talk", "audio-0", "audio", 4, 101, 95, 1, 2, 2, 1, 0, true, 17);
    private static final SourceLedger PICTURES = SourceLedger.of(Ledgers.last("video-0", 21, 17));

    @TempDir private Path dir;

    @Test
    void whatIsWrittenIsReadBackSorted() throws IOException {
        LedgerFile.write(dir, List.of(PICTURES, SOUND));
        assertThat(Files.readAllLines(dir.resolve("ledger.jsonl")).get(0))
                .isEqualTo(
                        "{\"stream\":\"talk\",\"source\":\"audio-0\",\"modality\":\"audio\","
                                + "\"interval\":4,\"read\":101,\"matched\":95,\"late_revised\":1,"
                                + "\"late_dropped\":2,\"duplicate\":2,\"invalid\":1,\"shed\":0,"
                                + "\"balanced\":true,\"ended\":true,\"windows_settled\":17}");
        assertThat(LedgerFile.read(dir)).containsExactly(SOUND, PICTURES);
    }

    @Test
    void aSourceIsBalancedWhenItsOutcomesAddUpToWhatWasRead() {
        assertThat(SOUND.balanced()).isTrue();
        assertThat(
                        new SourceLedger(
                                        "talk", "audio-0", "audio", 4, 101, 95, 1, 2, 2, 1, 1, true,
                                        17)
                                .balanced())
                .isFalse();
    }

    @Test
    void totalsBalanceOnlyWhenEverySourceDoesAndAllThatCouldBeReadWas() {
        LedgerTotals totals = LedgerTotals.of(List.of(SOUND, PICTURES), 122);
        assertThat(totals).isEqualTo(new LedgerTotals(122, 116, 1, 2, 2, 1, 0, true));
        assertThat(LedgerTotals.of(List.of(SOUND, PICTURES), 123).balanced()).isFalse();
        SourceLedger more =
                new SourceLedger("talk", "a", "audio", 0, 10, 11, 0, 0, 0, 0, 0, true, 0);
        SourceLedger fewer =
                new SourceLedger("talk", "b", "audio", 0, 10, 9, 0, 0, 0, 0, 0, true, 0);
        assertThat(LedgerTotals.of(List.of(more, fewer), 20).balanced()).isFalse();
        assertThat(LedgerTotals.of(List.of(), 0)).isEqualTo(LedgerTotals.NONE);
    }

    @Test
    void theTableHasAHeadAndALineForEachSource() {
        SourceLedger odd =
                new SourceLedger("talk", "text-0", "text", 0, 8, 7, 0, 0, 0, 0, 0, false, 17);
        assertThat(LedgerTable.lines(List.of(SOUND, odd)))
                .containsExactly(
                        "stream  source   modality  read  matched  late revised  late dropped"
                                + "  duplicate  invalid  shed  balanced  ended",
                        "talk    audio-0  audio      101       95             1             2"
                                + "          2        1     0  yes       yes",
                        "talk    text-0   text         8        7             0             0"
                                + "          0        0     0  NO        no");
    }

    @Test
    void theNewestRunIsTheOneWhoseLedgerWasWrittenLast() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            LedgerFile.write(Files.createDirectory(dir.resolve(name)), List.of(SOUND));
        }
        Files.createDirectory(dir.resolve("d"));
        for (String name : List.of("a", "c")) {
            Files.setLastModifiedTime(
                    dir.resolve(name).resolve("ledger.jsonl"), FileTime.fromMillis(1_000));
        }
        assertThat(NewestRun.in(dir)).isEqualTo(dir.resolve("b"));
    }

    @Test
    void withoutARunThereIsASentence() {
        assertThatThrownBy(() -> NewestRun.in(dir.resolve("none")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("run lockstep caption or demo first");
        assertThatThrownBy(() -> LedgerFile.read(dir))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("There is no ledger.jsonl in " + dir);
    }

    @Test
    void aLineThatIsNoEntryIsNamed() throws IOException {
        Files.writeString(
                dir.resolve("ledger.jsonl"), LedgerFile.json(SOUND) + "\n\nnot an entry\n");
        assertThatThrownBy(() -> LedgerFile.read(dir))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Line 3 of ");
    }
}
