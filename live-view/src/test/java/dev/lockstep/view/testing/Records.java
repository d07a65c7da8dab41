package dev.lockstep.view.testing;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.BoundingBox;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.DialogueTurn;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.SourceState;
import dev.lockstep.schema.avro.SourceStatus;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.schema.avro.Word;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Records as the jobs write them. Media time 0 is {@link #ORIGIN_US}. */
public final class Records {
    /** Media time 0, µs since the epoch. */
    public static final long ORIGIN_US = 1_764_000_000_000_000L;

    private Records() {}

    /** A caption of words of 300 ms each, published 700 ms after the last. */
    public static Caption caption(
            String stream, long utterance, int revision, long startMs, String text) {
        return caption(stream, utterance, revision, startMs, text, false);
    }

    /** A final caption. */
    public static Caption finalCaption(
            String stream, long utterance, int revision, long startMs, String text) {
        return caption(stream, utterance, revision, startMs, text, true);
    }

    private static Caption caption(
            String stream,
            long utterance,
            int revision,
            long startMs,
            String text,
            boolean isFinal) {
        long startUs = ORIGIN_US + startMs * 1000;
        List<Word> words = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
            long from = startUs + words.size() * 300_000L;
            words.add(
                    Word.newBuilder()
                            .setText(word)
                            .setStartUs(from)
                            .setEndUs(from + 300_000)
                            .setCommitted(isFinal)
                            .build());
        }
        long durationUs = words.size() * 300_000L;
        long endUs = startUs + durationUs;
        return Caption.newBuilder()
                .setStreamId(stream)
                .setSourceId("audio-0")
                .setUtterance(utterance)
                .setRevision(revision)
                .setEventTimeUs(startUs)
                .setPtsUs(startMs * 1000)
                .setDurationUs(durationUs)
                .setIngestTimeUs(endUs + 100_000)
                .setCommittedText(isFinal ? text : "")
                .setTentativeText(isFinal ? "" : text)
                .setWords(words)
                .setIsFinal(isFinal)
                .setCloseReason(isFinal ? CloseReason.SILENCE : CloseReason.OPEN)
                .setConfidence(0.9f)
                .setLanguage("en")
                .setModel(model("moonshine-tiny-en"))
                .setTimes(times(endUs))
                .setEndOfStream(false)
                .build();
    }

    private static ModelReference model(String id) {
        return new ModelReference(id, "1.0", "0".repeat(64));
    }

    private static ProcessingTimes times(long capturedUs) {
        return ProcessingTimes.newBuilder()
                .setCapturedUs(capturedUs)
                .setIngestedUs(capturedUs + 100_000)
                .setInferredUs(capturedUs + 600_000)
                .setPublishedUs(capturedUs + 700_000)
                .build();
    }

    /** A window of one second with one text member where there is one. */
    public static AlignedWindow window(
            String stream, long index, int revision, boolean settled, WindowMember... members) {
        long startUs = ORIGIN_US + index * 1_000_000;
        ProcessingTimes times = times(startUs + 1_000_000);
        times.setAlignedUs(startUs + 1_300_000);
        return AlignedWindow.newBuilder()
                .setStreamId(stream)
                .setStartUs(startUs)
                .setEndUs(startUs + 1_000_000)
                .setRevision(revision)
                .setSettled(settled)
                .setMembers(List.of(members))
                .setModalities(
                        List.of(
                                ModalityStatus.newBuilder()
                                        .setModality(Modality.AUDIO)
                                        .setCompleteness(Completeness.COMPLETE)
                                        .setWeight(0.75f)
                                        .setModels(List.of(model("minilm")))
                                        .build()))
                .setFireReason("complete")
                .setTimes(times)
                .setOriginUs(ORIGIN_US)
                .setIndex(index)
                .setSources(
                        List.of(
                                SourceStatus.newBuilder()
                                        .setSourceId("audio-0")
                                        .setModality(Modality.AUDIO)
                                        .setState(SourceState.ACTIVE)
                                        .setPassedUs(startUs + 1_000_000)
                                        .setSkewUs(1500L)
                                        .build()))
                .build();
    }

    /** A chat message in a window. */
    public static WindowMember chat(long sequence, long atMs, String text, float score) {
        return WindowMember.newBuilder()
                .setModality(Modality.TEXT)
                .setSourceId("text-0")
                .setEventTimeUs(ORIGIN_US + atMs * 1000)
                .setDurationUs(0)
                .setText(text)
                .setSequence(sequence)
                .setModeration(score == 0 ? Map.of() : Map.of("words", score))
                .build();
    }

    /** What moderation says of a chat message. */
    public static TextResult verdict(
            String stream, long sequence, long atMs, TextVerdict verdict, float score) {
        return TextResult.newBuilder()
                .setStreamId(stream)
                .setSourceId("text-0")
                .setSequence(sequence)
                .setEpoch(0)
                .setEventTimeUs(ORIGIN_US + atMs * 1000)
                .setPtsUs(atMs * 1000)
                .setDurationUs(0)
                .setIngestTimeUs(ORIGIN_US + atMs * 1000)
                .setModeration(score == 0 ? Map.of() : Map.of("words", score))
                .setVerdict(verdict)
                .setTimes(times(ORIGIN_US + atMs * 1000))
                .build();
    }

    /** A picture. */
    public static VideoFrame frame(String stream, long sequence, long atMs, byte[] jpeg) {
        return VideoFrame.newBuilder()
                .setStreamId(stream)
                .setSourceId("video-0")
                .setSequence(sequence)
                .setEpoch(0)
                .setEventTimeUs(ORIGIN_US + atMs * 1000)
                .setPtsUs(atMs * 1000)
                .setDurationUs(200_000)
                .setIngestTimeUs(ORIGIN_US + atMs * 1000 + 50_000)
                .setWidth(1280)
                .setHeight(720)
                .setCodec("jpeg")
                .setPayload(ByteBuffer.wrap(jpeg))
                .build();
    }

    /** What was seen in a picture: one person. */
    public static VisionResult seen(
            String stream, long sequence, long atMs, @Nullable PictureAction action) {
        return VisionResult.newBuilder()
                .setStreamId(stream)
                .setSourceId("video-0")
                .setSequence(sequence)
                .setEpoch(0)
                .setEventTimeUs(ORIGIN_US + atMs * 1000)
                .setPtsUs(atMs * 1000)
                .setDurationUs(200_000)
                .setIngestTimeUs(ORIGIN_US + atMs * 1000 + 50_000)
                .setDetections(
                        List.of(
                                Detection.newBuilder()
                                        .setLabel("person")
                                        .setScore(0.5f)
                                        .setBox(new BoundingBox(0.1f, 0.2f, 0.3f, 0.4f))
                                        .build()))
                .setModerationAction(action)
                .setModels(List.of(model("yolox-nano")))
                .setTimes(times(ORIGIN_US + atMs * 1000))
                .build();
    }

    /** Counts of a source. */
    public static LedgerEntry ledger(
            String stream, String source, long interval, long read, boolean ended) {
        return LedgerEntry.newBuilder()
                .setStreamId(stream)
                .setSourceId(source)
                .setModality(Modality.AUDIO)
                .setEventTimeUs(ORIGIN_US + interval * 1_000_000)
                .setInterval(interval)
                .setRead(read)
                .setMatched(read)
                .setLateRevised(0)
                .setLateDropped(0)
                .setDuplicate(0)
                .setInvalid(0)
                .setShed(0)
                .setEndOfStream(ended)
                .build();
    }

    /** A dialogue turn. */
    public static DialogueTurn turn(String stream, long turn, int revision, String text) {
        long startUs = ORIGIN_US + turn * 5_000_000;
        return DialogueTurn.newBuilder()
                .setStreamId(stream)
                .setTurn(turn)
                .setRevision(revision)
                .setEventTimeUs(startUs)
                .setDurationUs(4_000_000)
                .setEndOfTurnProbability(0.5f)
                .setText(text)
                .setOnScreenText(List.of())
                .setMessages(List.of())
                .setIsFinal(true)
                .setTimes(times(startUs + 4_000_000))
                .build();
    }

    /** A dead letter of a stream. */
    public static DeadLetter deadLetter(String stream, long offset) {
        return DeadLetter.newBuilder()
                .setTopic("media.audio")
                .setPartition(0)
                .setOffset(offset)
                .setRecordTimeMs(ORIGIN_US / 1000)
                .setStreamId(stream)
                .setStage("decode")
                .setFailureKind("CORRUPT")
                .setMessage("It is damaged.")
                .setValueSizeBytes(0)
                .setFailedAtUs(ORIGIN_US + 5_000_000)
                .build();
    }

    /** A picture of 1280 x 720: the left half of one colour, the right of another. */
    public static byte[] jpeg(Color left, Color right) {
        BufferedImage image = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(left);
        graphics.fillRect(0, 0, 640, 720);
        graphics.setColor(right);
        graphics.fillRect(640, 0, 640, 720);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
