package dev.lockstep.view.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.LatencyView;
import dev.lockstep.view.model.MemberView;
import dev.lockstep.view.model.SourceView;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.model.WordView;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.testing.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTopologyTest {
    private static final ViewRules RULES =
            new ViewRules(
                    Duration.ofHours(1),
                    5,
                    Duration.ofMinutes(1),
                    3,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(200),
                    640);

    @TempDir private Path state;
    private TopologyRig rig;

    @BeforeEach
    void start() {
        rig = new TopologyRig(state, RULES, null);
    }

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void captionGoesOutAtOnceWithAllItsValues() {
        rig.publish(rig.topics().transcripts(), Records.caption("talk", 0, 1, 2000, "good day"));

        assertThat(rig.take(ChangeType.CAPTION))
                .singleElement()
                .satisfies(
                        value -> {
                            CaptionView caption = (CaptionView) value;
                            assertThat(caption.startMs()).isEqualTo(2000);
                            assertThat(caption.endMs()).isEqualTo(2600);
                            assertThat(caption.eventTimeMs())
                                    .isEqualTo(Records.ORIGIN_US / 1000 + 2000);
                            assertThat(caption.tentative()).isEqualTo("good day");
                            assertThat(caption.confidence()).isEqualTo(0.9);
                            assertThat(caption.lagMs()).isEqualTo(700);
                            assertThat(caption.settled()).isFalse();
                            assertThat(caption.words())
                                    .extracting(WordView::text, WordView::startMs, WordView::endMs)
                                    .containsExactly(
                                            tuple("good", 2000L, 2300L),
                                            tuple("day", 2300L, 2600L));
                        });
    }

    @Test
    void lowerRevisionNeverReplacesAHigherOneAndASettledOneIsMarked() {
        rig.publish(
                rig.topics().transcripts(),
                Records.caption("talk", 0, 3, 2000, "good day all"),
                Records.caption("talk", 0, 1, 2000, "good"));
        rig.publish(
                rig.topics().transcriptsSettled(),
                Records.finalCaption("talk", 0, 4, 2000, "good day to all"));
        rig.publish(
                rig.topics().transcripts(),
                Records.finalCaption("talk", 0, 4, 2000, "good day to all"));

        assertThat(rig.take(ChangeType.CAPTION))
                .extracting(value -> ((CaptionView) value).revision())
                .containsExactly(3, 4);
        assertThat(rig.reader().newestCaptions(rig.state("talk"), 10))
                .singleElement()
                .satisfies(
                        caption -> {
                            assertThat(caption.committed()).isEqualTo("good day to all");
                            assertThat(caption.settled()).isTrue();
                            assertThat(caption.isFinal()).isTrue();
                        });
    }

    @Test
    void settlingMarksACaptionThatHasBeenShown() {
        var last = Records.finalCaption("talk", 0, 4, 2000, "good day");
        rig.publish(rig.topics().transcripts(), last);
        rig.publish(rig.topics().transcriptsSettled(), last, last);

        assertThat(rig.take(ChangeType.CAPTION))
                .extracting(value -> ((CaptionView) value).settled())
                .containsExactly(false, true);
        assertThat(rig.state("talk").captions()).isEqualTo(1);
    }

    @Test
    void complianceIsMeasuredOnceAndStoredWithinASecond() {
        var first = Records.caption("talk", 0, 1, 2000, "good day");
        var last = Records.finalCaption("talk", 0, 2, 2000, "good day all");
        rig.publish(rig.topics().transcripts(), first, last, first, last);

        assertThat(rig.reader().compliance(rig.state("talk")).words()).isZero();
        rig.advance(Duration.ofSeconds(1));

        ComplianceView figures = rig.reader().compliance(rig.state("talk"));
        assertThat(figures.stream()).isEqualTo("talk");
        assertThat(figures.words()).isEqualTo(3);
        assertThat(figures.utterances()).isEqualTo(1);
        assertThat(Objects.requireNonNull(figures.shownLag()).count()).isEqualTo(3);
        assertThat(Objects.requireNonNull(figures.rewrites()).committed()).isZero();
    }

    @Test
    void captionWhoseStartMovesIsThereOnce() {
        rig.publish(
                rig.topics().transcripts(),
                Records.caption("talk", 0, 1, 2000, "good"),
                Records.caption("talk", 1, 1, 4000, "day"),
                Records.caption("talk", 0, 2, 5000, "good"));

        assertThat(rig.reader().newestCaptions(rig.state("talk"), 10))
                .extracting(CaptionView::utterance, CaptionView::startMs)
                .containsExactly(tuple(1L, 4000L), tuple(0L, 5000L));
        assertThat(rig.state("talk").captions()).isEqualTo(2);
    }

    @Test
    void oldestCaptionsArePurgedAndTheirRepeatsIgnored() {
        for (int i = 0; i < 8; i++) {
            rig.publish(
                    rig.topics().transcripts(), Records.caption("talk", i, 1, i * 1000L, "w" + i));
        }
        rig.take(ChangeType.CAPTION);
        rig.publish(rig.topics().transcripts(), Records.caption("talk", 1, 2, 1000, "again"));

        assertThat(rig.reader().newestCaptions(rig.state("talk"), 10))
                .extracting(CaptionView::utterance)
                .containsExactly(3L, 4L, 5L, 6L, 7L);
        assertThat(rig.take(ChangeType.CAPTION)).isEmpty();
        assertThat(rig.detail("talk").summary().captions()).isEqualTo(8);
    }

    @Test
    void captionsOlderThanTheRetentionArePurged() {
        rig.publish(
                rig.topics().transcripts(),
                Records.caption("talk", 0, 1, 0, "old"),
                Records.caption("talk", 1, 1, 1_000, "older than an hour"),
                Records.caption("talk", 2, 1, 3_601_000, "new"));

        assertThat(rig.reader().newestCaptions(rig.state("talk"), 10))
                .extracting(CaptionView::utterance)
                .containsExactly(2L);
    }

    @Test
    void windowsAreAnsweredBySpanAndPurgedAsTheStreamAdvances() {
        for (int i = 0; i < 100; i++) {
            rig.publish(rig.topics().aligned(), Records.window("talk", i, 0, false));
        }
        rig.publish(rig.topics().alignedSettled(), Records.window("talk", 97, 1, true));
        rig.publish(rig.topics().aligned(), Records.window("talk", 10, 5, false));

        assertThat(rig.reader().windows(rig.state("talk"), 0, Long.MAX_VALUE))
                .extracting(WindowView::index)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(39, 99).mapToObj(Long::valueOf).toList());
        assertThat(rig.reader().windows(rig.state("talk"), 96_500, 98_000))
                .extracting(WindowView::index, WindowView::settled, WindowView::revision)
                .containsExactly(tuple(96L, false, 0), tuple(97L, true, 1));
    }

    @Test
    void heldTextIsNotShownAndComesBackWhenItPasses() {
        WindowMember bad = Records.chat(0, 500, "bad words", 0.95f);
        WindowMember odd = Records.chat(1, 600, "odd words", 0.6f);
        WindowMember good = Records.chat(2, 700, "good words", 0);
        rig.publish(rig.topics().aligned(), Records.window("talk", 0, 0, false, bad, odd, good));
        assertThat(texts(rig.take(ChangeType.WINDOW)))
                .containsExactly(tuple(null, true), tuple(null, true), tuple("good words", false));

        rig.publish(rig.topics().text(), Records.verdict("talk", 0, 500, TextVerdict.HOLD, 0.95f));
        rig.publish(rig.topics().text(), Records.verdict("talk", 1, 600, TextVerdict.FLAG, 0.6f));
        rig.publish(rig.topics().text(), Records.verdict("talk", 2, 700, TextVerdict.PASS, 0));

        List<Object> changes = rig.take(ChangeType.WINDOW);
        assertThat(texts(changes.subList(changes.size() - 1, changes.size())))
                .containsExactly(
                        tuple(null, true), tuple("odd words", false), tuple("good words", false));
        assertThat(rig.reader().windows(rig.state("talk"), 0, 1000))
                .flatExtracting(WindowView::members)
                .extracting(MemberView::text)
                .containsExactly(null, "odd words", "good words");
    }

    private static List<Tuple> texts(List<Object> windows) {
        return windows.stream()
                .flatMap(window -> ((WindowView) window).members().stream())
                .map(member -> tuple(member.text(), member.held()))
                .toList();
    }

    @Test
    void statusHasLedgerLatencyModelsAndStateAtMostOnceASecond() {
        rig.publish(rig.topics().transcripts(), Records.caption("talk", 0, 1, 2000, "good day"));
        rig.publish(rig.topics().aligned(), Records.window("talk", 0, 0, false));
        rig.publish(
                rig.topics().ledger(),
                Records.ledger("talk", "audio-0", 1, 10, false),
                Records.ledger("talk", "audio-0", 3, 30, false),
                Records.ledger("talk", "audio-0", 2, 20, false));
        rig.publish(rig.topics().deadLetters(), Records.deadLetter("talk", 7));
        assertThat(rig.take(ChangeType.STATUS)).isEmpty();

        rig.advance(Duration.ofSeconds(1));
        StreamDetail detail = (StreamDetail) rig.take(ChangeType.STATUS).get(0);
        assertThat(detail.summary().state()).isEqualTo("live");
        assertThat(detail.summary().originTimeMs()).isEqualTo(Records.ORIGIN_US / 1000);
        assertThat(detail.summary().lastCaption()).isEqualTo("good day");
        assertThat(detail.summary().captionLagP95Ms()).isBetween(699.0, 701.0);
        assertThat(detail.summary().modalities()).containsExactly("audio");
        assertThat(detail.summary().deadLetters()).isEqualTo(1);
        assertThat(detail.ledger()).singleElement().matches(entry -> entry.read() == 30);
        assertThat(detail.models())
                .extracting(m -> m.id())
                .containsExactly("moonshine-tiny-en", "minilm");
        assertThat(detail.sources()).extracting(SourceView::skewMs).containsExactly(1.5);
        assertThat(detail.latency())
                .extracting(LatencyView::stage, LatencyView::count)
                .containsExactly(
                        tuple("ingest", 2L),
                        tuple("align", 1L),
                        tuple("infer", 2L),
                        tuple("publish", 2L),
                        tuple("total", 2L),
                        tuple("caption", 1L));

        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.take(ChangeType.STATUS)).isEmpty();
    }

    @Test
    void streamFallsSilentAndEnds() {
        rig.publish(rig.topics().transcripts(), Records.caption("talk", 0, 1, 2000, "good day"));
        rig.advance(Duration.ofSeconds(1));
        rig.take(ChangeType.STATUS);

        rig.advance(Duration.ofSeconds(20));
        assertThat(rig.take(ChangeType.STATUS))
                .extracting(detail -> ((StreamDetail) detail).summary().state())
                .containsExactly("silent");

        rig.publish(rig.topics().ledger(), Records.ledger("talk", "audio-0", 3, 30, true));
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.take(ChangeType.STATUS))
                .extracting(detail -> ((StreamDetail) detail).summary().state())
                .containsExactly("ended");
    }

    @Test
    void newestTurnsAreKept() {
        for (int i = 0; i < 5; i++) {
            rig.publish(
                    rig.topics().turns(),
                    Records.turn("talk", i, 1, "second " + i),
                    Records.turn("talk", i, 0, "first " + i));
        }

        assertThat(rig.reader().turns(rig.state("talk")))
                .extracting(TurnView::turn, TurnView::text)
                .containsExactly(
                        tuple(2L, "second 2"), tuple(3L, "second 3"), tuple(4L, "second 4"));
        assertThat(rig.take(ChangeType.TURN)).hasSize(5);
    }

    @Test
    void recordsThatCannotBeUsedAreCountedAndTheNextOnesTaken() {
        byte[] good =
                rig.encode(rig.topics().transcripts(), Records.caption("talk", 0, 1, 2000, "good"));
        String topic = "lockstep.transcripts";
        rig.pipe(rig.topics().transcripts(), TopologyRig.key("talk"), new byte[] {1, 2, 3});
        rig.pipe(
                rig.topics().transcripts(),
                TopologyRig.key("talk"),
                "not avro at all".getBytes(StandardCharsets.UTF_8));
        rig.pipe(rig.topics().transcripts(), TopologyRig.key("talk"), null);
        rig.pipe(rig.topics().transcripts(), null, good);
        rig.pipe(rig.topics().transcripts(), TopologyRig.key("other"), good);
        rig.pipe(rig.topics().transcripts(), TopologyRig.key("talk"), good);

        assertThat(rig.count("lockstep.view.records.skipped", "topic", topic, "reason", "key"))
                .isEqualTo(2);
        assertThat(
                        rig.count(
                                "lockstep.view.records.skipped",
                                "topic",
                                topic,
                                "reason",
                                "bad_magic"))
                .isEqualTo(2);
        assertThat(rig.count("lockstep.view.records.skipped", "topic", topic, "reason", "empty"))
                .isEqualTo(1);
        assertThat(rig.count("lockstep.view.records.read", "topic", topic)).isEqualTo(6);
        assertThat(rig.take(ChangeType.CAPTION)).hasSize(1);
    }

    @Test
    void streamsDoNotMixWhateverTheirNames() {
        rig.publish(
                rig.topics().transcripts(),
                Records.caption("a", 0, 1, 1000, "one"),
                Records.caption("ab", 0, 1, 1000, "two"),
                Records.caption("a\u0000b", 0, 1, 1000, "three"),
                Records.caption("ä", 0, 1, 1000, "four"));

        assertThat(rig.reader().states()).hasSize(4);
        assertThat(rig.reader().newestCaptions(rig.state("a"), 10))
                .extracting(CaptionView::tentative)
                .containsExactly("one");
        assertThat(rig.reader().newestCaptions(rig.state("ä"), 10))
                .extracting(CaptionView::tentative)
                .containsExactly("four");
    }
}
