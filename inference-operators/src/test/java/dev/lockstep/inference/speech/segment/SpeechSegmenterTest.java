package dev.lockstep.inference.speech.segment;

import static dev.lockstep.inference.speech.segment.Chunks.START_US;
import static dev.lockstep.inference.speech.segment.Chunks.join;
import static dev.lockstep.inference.speech.segment.Chunks.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import dev.lockstep.schema.avro.CloseReason;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class SpeechSegmenterTest {
    private final SpeechSegmenter segmenter =
            new SpeechSegmenter(new LoudnessDetector(), SegmenterConf.defaults());
    private SegmenterState state = new SegmenterState();

    private List<SpeechRequest> feed(List<AudioChunk> chunks) throws InvalidChunkException {
        List<SpeechRequest> requests = new ArrayList<>();
        for (AudioChunk chunk : chunks) {
            requests.addAll(segmenter.accept(state, chunk));
        }
        return requests;
    }

    private static List<SpeechRequest> finals(List<SpeechRequest> requests) {
        return requests.stream().filter(r -> r.span().kind() == RequestKind.FINAL).toList();
    }

    @Test
    void cutsTwoUtterancesAtThePauseBetweenThem() throws Exception {
        short[] sound =
                join(
                        sound(1_000, 0),
                        sound(1_500, 100),
                        sound(900, 0),
                        sound(1_200, 100),
                        sound(800, 0));
        List<SpeechRequest> finals = finals(feed(Chunks.of("s", sound)));

        assertThat(finals).hasSize(2);
        assertThat(finals).allMatch(f -> f.span().closeReason() == CloseReason.SILENCE);
        assertThat(finals.get(0).span().utterance()).isZero();
        assertThat(finals.get(1).span().utterance()).isEqualTo(1);
        assertThat(finals.get(0).span().startUs() - START_US)
                .as("pre-roll of 320 ms before the onset at 1000 ms")
                .isCloseTo(680_000, within(70_000L));
        assertThat(finals.get(0).span().speechEndUs() - START_US)
                .isCloseTo(2_500_000, within(64_000L));
        assertThat(finals.get(1).span().speechEndUs() - START_US)
                .isCloseTo(4_600_000, within(64_000L));
        assertThat(finals.get(0).span().startPtsUs())
                .isEqualTo(finals.get(0).span().startUs() - START_US);
    }

    @Test
    void samplesOfARequestAreTheSoundAtItsTime() throws Exception {
        short[] sound = join(sound(500, 0), new short[16 * 1_000], sound(900, 0));
        for (int i = 0; i < 16_000; i++) {
            sound[8_000 + i] = (short) (1 + i % 3_000);
        }
        SpeechRequest last = finals(feed(Chunks.of("s", sound))).get(0);
        int from = (int) ((last.span().startUs() - START_US) * 16 / 1_000);
        assertThat(last.samples().length * 1_000L / 16).isEqualTo(last.span().durationUs());
        for (int i = 0; i < last.samples().length; i++) {
            assertThat(last.samples()[i]).as("sample %d", i).isEqualTo(sound[from + i]);
        }
    }

    @Test
    void asksForPartialsWhileAnUtteranceGrowsAndLessOftenAsItGetsLong() throws Exception {
        List<SpeechRequest> partials =
                feed(Chunks.of("s", join(sound(10_000, 100), sound(900, 0)))).stream()
                        .filter(r -> r.span().kind() == RequestKind.PARTIAL)
                        .toList();
        assertThat(partials.size()).isBetween(8, 14);
        // The last one is that of the pause.
        for (int i = 1; i < partials.size() - 1; i++) {
            long gapMs =
                    (partials.get(i).span().durationUs() - partials.get(i - 1).span().durationUs())
                            / 1_000;
            assertThat(gapMs).isGreaterThanOrEqualTo(500);
            assertThat(partials.get(i).span().step())
                    .isEqualTo(partials.get(i - 1).span().step() + 1);
        }
        assertThat(partials.get(partials.size() - 1).span().durationUs()).isGreaterThan(8_000_000);
    }

    @Test
    void asksForAPartialAtAPauseAndForNoneWhereTheLastOneHeardAll() throws Exception {
        // 320 ms of pre-roll, partials at 820 and 1320 ms: a pause at 1600 ms falls between.
        List<SpeechRequest> requests =
                feed(Chunks.of("s", join(sound(320, 0), sound(1_280, 100), sound(900, 0))));
        List<Long> endsMs =
                requests.stream()
                        .filter(r -> r.span().kind() == RequestKind.PARTIAL)
                        .map(r -> (r.span().startUs() - START_US + r.span().durationUs()) / 1_000)
                        .toList();
        assertThat(endsMs.get(endsMs.size() - 1)).isBetween(1_760L, 1_900L);
        assertThat(endsMs.get(endsMs.size() - 2)).isLessThan(1_600L);
        assertThat(finals(requests)).hasSize(1);
    }

    @Test
    void cutsALongUtteranceAtItsQuietestMomentAndLosesNoSound() throws Exception {
        short[] sound = join(sound(10_000, 100), sound(160, 0), sound(9_840, 100), sound(900, 0));
        List<SpeechRequest> finals = finals(feed(Chunks.of("s", sound)));
        assertThat(finals.size()).isGreaterThanOrEqualTo(2);
        assertThat(finals.get(0).span().closeReason())
                .isIn(CloseReason.LONGEST_UTTERANCE, CloseReason.SILENCE);
        assertThat(finals.get(0).span().durationUs()).isCloseTo(10_080_000, within(160_000L));
        for (int i = 1; i < finals.size(); i++) {
            long endBefore =
                    finals.get(i - 1).span().startUs() + finals.get(i - 1).span().durationUs();
            assertThat(finals.get(i).span().startUs()).isLessThanOrEqualTo(endBefore);
            assertThat(finals.get(i).span().durationUs()).isLessThanOrEqualTo(12_000_000);
        }
    }

    @Test
    void endOfStreamClosesTheUtterance() throws Exception {
        List<SpeechRequest> requests = feed(Chunks.of("s", sound(2_000, 100)));
        SpeechRequest end = requests.get(requests.size() - 1);
        SpeechRequest last = requests.get(requests.size() - 2);
        assertThat(last.span().kind()).isEqualTo(RequestKind.FINAL);
        assertThat(last.span().closeReason()).isEqualTo(CloseReason.END_OF_STREAM);
        assertThat(last.span().durationUs()).isEqualTo(2_000_000);
        assertThat(end.span().kind()).isEqualTo(RequestKind.END_OF_STREAM);
    }

    @Test
    void duplicatesAreCountedAndChangeNothing() throws Exception {
        List<AudioChunk> chunks =
                Chunks.of("s", join(sound(300, 0), sound(1_500, 100), sound(900, 0)));
        List<AudioChunk> doubled = new ArrayList<>();
        chunks.forEach(
                chunk -> {
                    doubled.add(chunk);
                    doubled.add(chunk);
                });
        List<SpeechRequest> once = feed(chunks);
        state = new SegmenterState();
        List<SpeechRequest> twice = feed(doubled);

        assertThat(twice).hasSameSizeAs(once);
        assertThat(finals(twice).get(0).samples()).isEqualTo(finals(once).get(0).samples());
        assertThat(state.duplicates()).isEqualTo(chunks.size());
    }

    @Test
    void aSourceThatIsProducedAgainAfterItsEndStartsAnew() throws Exception {
        short[] sound = join(sound(1_500, 100), sound(900, 0));
        List<AudioChunk> first = Chunks.of("s", sound);
        feed(first);
        List<AudioChunk> again = Chunks.of("s", sound);
        again.forEach(chunk -> chunk.setEventTimeUs(chunk.getEventTimeUs() + 60_000_000));
        List<SpeechRequest> finals = finals(feed(again));
        assertThat(finals).hasSize(1);
        // 0 was the first run's, 1 its end.
        assertThat(finals.get(0).span().utterance()).isEqualTo(2);
        assertThat(feed(first)).as("late duplicates of the first run").isEmpty();
    }

    @Test
    void aGapInsideAnUtteranceIsFilledAndALongOneClosesIt() throws Exception {
        List<AudioChunk> chunks = new ArrayList<>();
        chunks.add(Chunks.chunk("s", 0, 0, sound(1_000, 100)).build());
        chunks.add(Chunks.chunk("s", 1, 1_200_000, sound(1_000, 100)).build());
        chunks.add(Chunks.chunk("s", 2, 9_000_000, sound(1_000, 100)).build());
        List<SpeechRequest> finals = finals(feed(chunks));
        assertThat(finals).hasSize(1);
        assertThat(finals.get(0).span().closeReason()).isEqualTo(CloseReason.DISCONTINUITY);
        assertThat(finals.get(0).span().durationUs()).isEqualTo(2_200_000);
        assertThat(state.isOpen()).isTrue();
    }

    @Test
    void chunksThatCannotBeUsedAreRefusedAndCounted() throws Exception {
        AudioChunk.Builder chunk = Chunks.chunk("s", 0, 0, sound(100, 1));
        assertThatThrownBy(() -> segmenter.accept(state, chunk.setSampleRateHz(44_100).build()))
                .isInstanceOf(InvalidChunkException.class)
                .hasMessageContaining("44100 Hz")
                .hasMessageContaining("16 kHz mono");
        chunk.setSampleRateHz(16_000);
        assertThatThrownBy(
                        () ->
                                segmenter.accept(
                                        state, chunk.setEncoding(AudioEncoding.UNKNOWN).build()))
                .hasMessageContaining("UNKNOWN");
        chunk.setEncoding(AudioEncoding.PCM_S16LE);
        assertThatThrownBy(
                        () ->
                                segmenter.accept(
                                        state,
                                        chunk.setPayload(ByteBuffer.wrap(new byte[3])).build()))
                .hasMessageContaining("3 bytes");
        assertThatThrownBy(
                        () ->
                                segmenter.accept(
                                        state,
                                        chunk.setPayload(ByteBuffer.wrap(new byte[400_000]))
                                                .build()))
                .hasMessageContaining("10000 ms");
        assertThat(state.toBytes()).isEqualTo(new SegmenterState().toBytes());
    }

    @Test
    void aStateRestoredAtAnyChunkGivesTheSameRequests() throws Exception {
        List<AudioChunk> chunks =
                Chunks.of("s", join(sound(700, 0), sound(3_000, 100), sound(900, 0)));
        List<SpeechRequest> undisturbed = feed(chunks);
        state = new SegmenterState();
        List<SpeechRequest> restored = new ArrayList<>();
        for (AudioChunk chunk : chunks) {
            state = SegmenterState.fromBytes(state.toBytes());
            restored.addAll(segmenter.accept(state, chunk));
        }
        assertThat(restored).hasSameSizeAs(undisturbed);
        for (int i = 0; i < restored.size(); i++) {
            assertThat(restored.get(i).span()).isEqualTo(undisturbed.get(i).span());
            assertThat(restored.get(i).samples()).isEqualTo(undisturbed.get(i).samples());
        }
    }

    @Test
    void aStateOfANewerVersionIsRefused() {
        byte[] bytes = new SegmenterState().toBytes();
        bytes[3] = 99;
        assertThatThrownBy(() -> SegmenterState.fromBytes(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 99");
    }

    @Test
    void tenHoursOfSilenceKeepTheStateSmall() throws Exception {
        byte[] silence = new byte[16_000 * 2];
        for (int second = 0; second < 36_000; second++) {
            AudioChunk chunk =
                    Chunks.chunk("s", second, second * 1_000_000L, new short[0])
                            .setDurationUs(1_000_000)
                            .setPayload(ByteBuffer.wrap(silence))
                            .build();
            assertThat(segmenter.accept(state, chunk)).isEmpty();
        }
        assertThat(state.toBytes().length).isLessThan(16_000);
    }
}
