package dev.lockstep.load.evaluate.robustness;

import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.load.evaluate.manifest.Clip;
import dev.lockstep.load.evaluate.path.ItemMedia;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.load.evaluate.path.SpeechPath;
import dev.lockstep.load.talk.TalkStreams;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.OnScreenText;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The items of a suite one after the other as a live stream: their sound, recognised; a picture a
 * second of what was seen in their first picture; their text as they begin. Between two items is a
 * pause. Immutable.
 *
 * @param items what the aligner is told, in order of ingest
 * @param modalities which of them are in the stream
 * @param lengthUs length of the stream, µs
 */
record SuiteStream(List<Timed> items, Set<Modality> modalities, long lengthUs) {
    /** Name of the pictures. */
    static final String CAMERA = "video-0";

    /** Name of the texts. */
    static final String CHAT = "chat";

    private static final int LONGEST_SAMPLES = 60 * TalkStreams.RATE;
    private static final int PAUSE_SAMPLES = TalkStreams.RATE;
    private static final int SILENT_SAMPLES = 3 * TalkStreams.RATE;
    private static final long PICTURE_US = 1_000_000;
    private static final long DELAY_US = 5_000;

    /**
     * An item and when it comes.
     *
     * @param atUs ingest time, µs since the epoch
     */
    record Timed(StreamItem item, long atUs) {}

    /** Where an item of the suite stands. */
    private record Placed(Observation of, int fromSample, int toSample) {}

    /** Plays the first minute of a suite; words come as soon as the real recogniser has them. */
    static SuiteStream of(List<Observation> observations, ItemMedia media, SpeechPath speech)
            throws InvalidChunkException {
        List<Placed> placed = new ArrayList<>();
        List<short[]> sounds = new ArrayList<>();
        int at = 0;
        for (Observation item : observations) {
            Clip clip = item.item().sound();
            short[] sound = clip == null ? new short[SILENT_SAMPLES] : media.sound(clip);
            if (!placed.isEmpty() && at + sound.length > LONGEST_SAMPLES) {
                break;
            }
            short[] kept = Arrays.copyOf(sound, Math.min(sound.length, LONGEST_SAMPLES));
            placed.add(new Placed(item, at, at + kept.length + PAUSE_SAMPLES));
            sounds.add(kept);
            at += kept.length + PAUSE_SAMPLES;
        }
        short[] whole = new short[at];
        for (int i = 0; i < placed.size(); i++) {
            System.arraycopy(
                    sounds.get(i), 0, whole, placed.get(i).fromSample(), sounds.get(i).length);
        }
        List<Timed> items = new ArrayList<>();
        Set<Modality> modalities = new TreeSet<>();
        if (observations.stream().anyMatch(o -> o.item().sound() != null)) {
            modalities.add(Modality.AUDIO);
            addSound(whole, speech, items);
        }
        addPictures(placed, items, modalities);
        addTexts(placed, items, modalities);
        if (modalities.contains(Modality.VIDEO)) {
            end(items, CAMERA, Modality.VIDEO, us(at));
        }
        if (modalities.contains(Modality.TEXT)) {
            end(items, CHAT, Modality.TEXT, us(at));
        }
        items.sort(Comparator.comparingLong(Timed::atUs));
        return new SuiteStream(List.copyOf(items), modalities, us(at));
    }

    private static void addSound(short[] whole, SpeechPath speech, List<Timed> items)
            throws InvalidChunkException {
        long atUs = SoundChunks.START_US;
        for (StreamItem item : speech.read(SoundChunks.of(whole, List.of())).items()) {
            // Words come with the chunk that let them be recognised, in the order of the path.
            atUs = item.role() == ItemRole.SPOKEN ? atUs : item.ingestTimeUs();
            items.add(new Timed(item, atUs));
        }
    }

    private static void addPictures(
            List<Placed> placed, List<Timed> items, Set<Modality> modalities) {
        long sequence = 0;
        for (Placed item : placed) {
            List<SeenPicture> pictures = item.of().pictures();
            VisionResult result = pictures.isEmpty() ? null : pictures.get(0).result();
            if (result == null) {
                continue;
            }
            modalities.add(Modality.VIDEO);
            for (long atUs = us(item.fromSample());
                    atUs < us(item.toSample());
                    atUs += PICTURE_US) {
                add(items, CAMERA, Modality.VIDEO, sequence++, atUs, content(result));
            }
        }
    }

    private static void addTexts(List<Placed> placed, List<Timed> items, Set<Modality> modalities) {
        long sequence = 0;
        for (Placed item : placed) {
            String text = item.of().item().text();
            if (text != null && !text.isBlank()) {
                modalities.add(Modality.TEXT);
                add(
                        items,
                        CHAT,
                        Modality.TEXT,
                        sequence++,
                        us(item.fromSample()),
                        ItemContent.text(text));
            }
        }
    }

    private static void add(
            List<Timed> items,
            String source,
            Modality modality,
            long sequence,
            long atUs,
            @Nullable ItemContent content) {
        long eventUs = SoundChunks.START_US + atUs;
        items.add(
                new Timed(
                        new StreamItem(
                                SoundChunks.STREAM,
                                source,
                                modality,
                                ItemRole.RECORD,
                                0,
                                sequence,
                                eventUs,
                                0,
                                SoundChunks.START_US,
                                eventUs + DELAY_US,
                                false,
                                List.of(),
                                content,
                                null,
                                null),
                        eventUs + DELAY_US));
    }

    /** A source that says that it is over, as producers do. */
    private static void end(List<Timed> items, String source, Modality modality, long atUs) {
        long sequence = items.stream().filter(t -> t.item().sourceId().equals(source)).count();
        add(items, source, modality, sequence, atUs, null);
        StreamItem last = items.remove(items.size() - 1).item();
        items.add(
                new Timed(
                        new StreamItem(
                                last.streamId(),
                                last.sourceId(),
                                last.modality(),
                                last.role(),
                                last.epoch(),
                                last.sequence(),
                                last.eventTimeUs(),
                                0,
                                last.originUs(),
                                last.ingestTimeUs(),
                                true,
                                List.of(),
                                null,
                                null,
                                null),
                        last.ingestTimeUs()));
    }

    private static ItemContent content(VisionResult result) {
        float score = Float.NaN;
        for (Detection object : result.getDetections()) {
            score = Float.isNaN(score) ? object.getScore() : Math.max(score, object.getScore());
        }
        return ItemContent.seen(
                result.getDetections().stream().map(Detection::getLabel).distinct().toList(),
                result.getOnScreenText().stream().map(OnScreenText::getText).toList(),
                score);
    }

    private static long us(long samples) {
        return samples * 1_000_000 / TalkStreams.RATE;
    }
}
