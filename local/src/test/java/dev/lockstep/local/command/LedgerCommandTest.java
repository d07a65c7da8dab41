package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.ledger.LedgerFile;
import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.Ledgers;
import dev.lockstep.schema.avro.LedgerEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandTest {
    @TempDir private Path dir;

    @Test
    void aRunThatBalancesIsATableAndCode0() throws IOException {
        write(Ledgers.last("audio-0", 101, 3), Ledgers.last("video-0", 21, 3));
        CommandRun run = CommandRun.of("ledger", dir.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines()).hasSize(3);
        assertThat(run.outLines().get(1)).startsWith("talk    audio-0  audio      101      101");
    }

    @Test
    void aSourceThatDoesNotBalanceIsCode1() throws IOException {
        LedgerEntry odd = Ledgers.last("audio-0", 101, 3);
        odd.setMatched(100L);
        write(odd);
        CommandRun run = CommandRun.of("ledger", dir.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("NO");
    }

    @Test
    void jsonIsOneObjectALineAndAStreamCanBeChosen() throws IOException {
        LedgerEntry other = Ledgers.last("audio-0", 7, 3);
        other.setStreamId("other");
        write(Ledgers.last("audio-0", 101, 3), other);
        CommandRun run = CommandRun.of("ledger", dir.toString(), "--json", "--stream", "other");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines()).containsExactly(LedgerFile.json(SourceLedger.of(other)));
        CommandRun none = CommandRun.of("ledger", dir.toString(), "--stream", "third");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.errLines())
                .containsExactly(
                        "lockstep: The ledger has no stream third: leave --stream out to see all.");
    }

    @Test
    void nothingReadIsSaid() throws IOException {
        LedgerFile.write(dir, List.of());
        CommandRun run = CommandRun.of("ledger", dir.toString());
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("The ledger is empty: nothing was read.\n");
    }

    @Test
    void aFolderAndAClusterAreTooMuch() {
        CommandRun run =
                CommandRun.of(
                        "ledger",
                        dir.toString(),
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--registry",
                        "http://127.0.0.1:1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .containsExactly("lockstep: Name a folder or a cluster, not both.");
        CommandRun half = CommandRun.of("ledger", "--bootstrap", "127.0.0.1:1");
        assertThat(half.code()).isEqualTo(2);
        assertThat(half.err()).contains("--registry");
    }

    private void write(LedgerEntry... entries) throws IOException {
        LedgerFile.write(dir, List.of(entries).stream().map(SourceLedger::of).toList());
    }
}
