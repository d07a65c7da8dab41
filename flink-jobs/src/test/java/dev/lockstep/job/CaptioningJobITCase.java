package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.LedgerEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job with real models on a real broker and a real registry. */
class CaptioningJobITCase {
    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final long START_US = 1_700_000_000_000_000L;
    private static SpeechClip clip;

    @TempDir private Path checkpoints;

    @BeforeAll
    static void load() throws Exception {
        clip = SpeechClip.beckett();
    }

    @Test
    void captionsAStream() throws Exception {
        try (CaptioningRig rig = new CaptioningRig("one", checkpoints, Map.of())) {
            rig.publish(clip.chunks("talk", START_US));
            rig.start();

            List<Caption> live =
                    rig.read(rig.conf().topics().transcripts(), Transcripts::haveEnded);
            List<Caption> settled =
                    rig.read(
                            rig.conf().topics().settled(),
                            c -> c.size() >= Transcripts.finals(live).size());
            List<LedgerEntry> ledger =
                    rig.read(
                            rig.conf().topics().ledger(),
                            l -> l.stream().anyMatch(LedgerEntry::getEndOfStream));

            assertThat(Transcripts.words(live)).isEqualTo(SpeechClip.WORDS);
            assertThat(live).anyMatch(c -> !c.getIsFinal());
            Transcripts.assertCommittedWordsStand(live);
            assertThat(settled).isEqualTo(Transcripts.finals(live));
            LedgerEntry last = ledger.get(ledger.size() - 1);
            assertThat(last.getRead()).isEqualTo(clip.chunks("talk", START_US).size());
            assertThat(last.getMatched()).isEqualTo(last.getRead());
        }
    }
}
