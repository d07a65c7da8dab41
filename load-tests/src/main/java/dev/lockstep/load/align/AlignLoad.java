package dev.lockstep.load.align;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.config.AlignOptions;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a stream in the order in which they arrive, the same second again and again: ten
 * chunks of sound, five frames in which something was seen, a chat message. Pure.
 */
final class AlignLoad {
    /** Records of a stream in a second of event time. */
    static final int PER_SECOND = 16;

    private static final int AUDIO_PER_SECOND = 10;
    private static final int VIDEO_PER_SECOND = 5;
    private static final long TEXT_AT_US = 450_000;
    private static final long CHUNK_US = 100_000;
    private static final long FRAME_US = 200_000;
    private static final List<String> SOURCES = List.of("audio-0", "video-0");
    private static final ItemContent SEEN =
            ItemContent.seen(
                    List.of("person", "laptop", "cup"), List.of("Quarterly results"), 0.87f);
    private static final ItemContent SAID =
            ItemContent.text("could you go back to the slide before this one?");

    /** One second: what arrives when. A frame goes before the chunk that ends with it. */
    private static final Slot[] SECOND = second();

    private AlignLoad() {}

    /**
     * A record's place within its second.
     *
     * @param modality what it is
     * @param number which of its kind
     * @param atUs event time, µs
     * @param durationUs duration, µs
     * @param arrivesUs when it can arrive at the earliest, µs
     */
    private record Slot(
            Modality modality, int number, long atUs, long durationUs, long arrivesUs) {}

    /** The defaults of alignment in a mode. */
    static AlignConf conf(String mode) {
        return AlignConf.of(
                new OptionLoader(AlignOptions.ALL)
                        .map(Map.of(AlignOptions.MODE.key(), mode), "the benchmark")
                        .load());
    }

    /**
     * A record of a stream.
     *
     * @param startUs event time at which the stream begins, µs since the epoch
     * @param number its number in order of arrival, from 0
     * @param delayUs from the end of what it holds to its arrival, µs
     */
    static StreamItem record(String stream, long startUs, long number, long delayUs) {
        long second = number / PER_SECOND;
        Slot slot = SECOND[(int) (number % PER_SECOND)];
        long atUs = startUs + second * 1_000_000 + slot.atUs();
        return new StreamItem(
                stream,
                source(slot.modality()),
                slot.modality(),
                ItemRole.RECORD,
                0,
                second * perSecond(slot.modality()) + slot.number(),
                atUs,
                slot.durationUs(),
                startUs,
                atUs + slot.durationUs() + delayUs,
                false,
                number == 0 ? SOURCES : List.of(),
                content(slot.modality()),
                null,
                null);
    }

    /** When record {@code number} has happened, µs from the start of the stream. */
    static long endsUs(long number) {
        return number / PER_SECOND * 1_000_000 + SECOND[(int) (number % PER_SECOND)].arrivesUs();
    }

    /**
     * When the last record has happened that a window needs which ends at a time: the chunk that
     * reaches it and the frame at or after it. µs from the start of the stream.
     */
    static long neededUs(long windowEndUs) {
        return Math.max(upTo(windowEndUs, CHUNK_US), upTo(windowEndUs, FRAME_US));
    }

    private static long upTo(long timeUs, long periodUs) {
        return Math.floorDiv(timeUs + periodUs - 1, periodUs) * periodUs;
    }

    private static String source(Modality modality) {
        return switch (modality) {
            case VIDEO -> "video-0";
            case TEXT -> "chat";
            default -> "audio-0";
        };
    }

    private static @Nullable ItemContent content(Modality modality) {
        return modality == Modality.VIDEO ? SEEN : modality == Modality.TEXT ? SAID : null;
    }

    private static int perSecond(Modality modality) {
        return switch (modality) {
            case VIDEO -> VIDEO_PER_SECOND;
            case TEXT -> 1;
            default -> AUDIO_PER_SECOND;
        };
    }

    private static Slot[] second() {
        Slot[] slots = new Slot[PER_SECOND];
        int at = 0;
        for (int i = 0; i < AUDIO_PER_SECOND; i++) {
            if (i % 2 == 0) {
                long frameUs = i / 2 * FRAME_US;
                slots[at++] = new Slot(Modality.VIDEO, i / 2, frameUs, 0, frameUs);
            }
            long endUs = (i + 1) * CHUNK_US;
            if (TEXT_AT_US >= endUs - CHUNK_US && TEXT_AT_US < endUs) {
                slots[at++] = new Slot(Modality.TEXT, 0, TEXT_AT_US, 0, TEXT_AT_US);
            }
            slots[at++] = new Slot(Modality.AUDIO, i, i * CHUNK_US, CHUNK_US, endUs);
        }
        return slots;
    }
}
