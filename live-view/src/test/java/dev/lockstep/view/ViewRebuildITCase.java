package dev.lockstep.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.view.query.ViewNotReadyException;
import dev.lockstep.view.testing.Records;
import dev.lockstep.view.testing.Recount;
import dev.lockstep.view.testing.ViewChild;
import dev.lockstep.view.testing.ViewRig;
import dev.lockstep.view.testing.ViewStub;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view is killed three times under load, then compared with a recount of its topics. */
class ViewRebuildITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STREAMS = 4;
    private static final int UTTERANCES_A_ROUND = 25;
    private static final int ROUNDS = 4;

    @TempDir private Path folder;

    @Test
    void stateAfterThreeKillsEqualsARecountOfTheTopics() throws Exception {
        Path stateDir = folder.resolve("state");
        try (ViewRig rig = new ViewRig("view-killed")) {
            for (int round = 0; round < ROUNDS - 1; round++) {
                ViewChild child =
                        ViewChild.start(
                                rig.settings(
                                        stateDir,
                                        Map.of(
                                                "view.instance-address",
                                                "localhost:" + ViewStub.freePort())),
                                folder.resolve("child.log"));
                try {
                    publish(rig, round, 0, UTTERANCES_A_ROUND / 2);
                    await().atMost(PATIENCE).until(() -> child.changes() > 50 || !child.isAlive());
                    assertThat(child.isAlive()).as("the view runs").isTrue();
                    // It is in the middle of these when it dies.
                    publish(rig, round, UTTERANCES_A_ROUND / 2, UTTERANCES_A_ROUND);
                } finally {
                    child.kill();
                }
                if (round == 1) {
                    delete(stateDir);
                }
            }
            try (ViewApplication view =
                    ViewApplication.start(
                            rig.conf(stateDir, Map.of()),
                            (stream, type, value) -> {},
                            new SimpleMeterRegistry())) {
                publish(rig, ROUNDS - 1, 0, UTTERANCES_A_ROUND);
                assertThat(view.awaitRunning(PATIENCE)).isTrue();
                List<String> expected = Recount.ofTopics(rig);
                assertThat(expected).hasSizeGreaterThan(STREAMS * ROUNDS * UTTERANCES_A_ROUND * 2);
                await().atMost(PATIENCE)
                        .ignoreException(ViewNotReadyException.class)
                        .untilAsserted(
                                () -> assertThat(Recount.ofView(view.views())).isEqualTo(expected));
            }
        }
    }

    private static void publish(ViewRig rig, int round, int from, int to) {
        for (int i = from; i < to; i++) {
            int utterance = round * UTTERANCES_A_ROUND + i;
            for (int s = 0; s < STREAMS; s++) {
                String stream = "talk-" + s;
                long startMs = utterance * 1000L;
                Caption last =
                        Records.finalCaption(stream, utterance, 3, startMs, "last " + utterance);
                rig.publish(
                        rig.topics().transcripts(),
                        Records.caption(stream, utterance, 2, startMs, "second"),
                        Records.caption(stream, utterance, 1, startMs, "first"));
                if (utterance % 3 != 0) {
                    rig.publish(rig.topics().transcripts(), last);
                    rig.publish(rig.topics().transcriptsSettled(), last);
                }
                rig.publish(rig.topics().aligned(), Records.window(stream, utterance, 0, false));
                rig.publish(
                        rig.topics().alignedSettled(), Records.window(stream, utterance, 1, true));
                rig.publish(
                        rig.topics().ledger(),
                        Records.ledger(stream, "audio-0", utterance, utterance * 10L, false));
                rig.publish(rig.topics().deadLetters(), Records.deadLetter(stream, utterance));
                rig.publish(
                        rig.topics().turns(),
                        Records.turn(stream, utterance, utterance % 2, "turn " + utterance));
            }
        }
    }

    private static void delete(Path dir) {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
