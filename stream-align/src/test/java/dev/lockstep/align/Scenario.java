package dev.lockstep.align;

import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.SpeechMark;
import dev.lockstep.schema.flow.SpokenWord;
import dev.lockstep.schema.flow.SpokenWords;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A stream made of a seed: speech with words, one or two cameras and a chat, with lost records,
 * sources that begin late, end early, come back or never end, and maybe a time without anything.
 * The same seed is the same stream; in which order it comes is drawn apart.
 */
public final class Scenario {
    /** The stream. */
    public static final String STREAM = "talk";

    /** Records and words never come later than this after they ended, ms. */
    public static final int BOUND_MS = 3_500;

    private static final String[] SPOKEN = {"it", "was", "the", "best", "of", "times"};

    /** What is sent, in the order in which each source sends it. */
    private final List<Sent> sent = new ArrayList<>();

    private final String stream;
    private final Random random;
    private final int lengthMs;
    private final int gapAtMs;
    private final int gapMs;
    private final String[] announced;

    /**
     * @param source whose order counts
     * @param readyMs when it could come at the earliest, from the start of the stream
     * @param keepsOrder whether it comes after all that its source sent before
     */
    private record Sent(String source, long readyMs, boolean keepsOrder, StreamItem item) {}

    private Scenario(String stream, long seed) {
        this.stream = stream;
        random = new Random(seed);
        lengthMs = 6_000 + random.nextInt(9_000);
        gapAtMs = random.nextInt(3) == 0 ? 2_000 + random.nextInt(lengthMs - 3_000) : lengthMs * 2;
        gapMs = 12_000 + random.nextInt(6_000);
        boolean second = random.nextBoolean();
        announced =
                second
                        ? new String[] {"audio-0", "video-0", "video-1", "chat"}
                        : new String[] {"audio-0", "video-0", "chat"};
        boolean ends = random.nextBoolean();
        audio(random.nextInt(2_500), ends);
        video("video-0", random.nextInt(2_500), 40 + 40 * random.nextInt(6), ends);
        if (second) {
            video("video-1", random.nextInt(4_000), 500, ends);
        }
        chat(ends);
    }

    /** The stream of a seed. */
    public static Scenario of(long seed) {
        return new Scenario(STREAM, seed);
    }

    /** The stream of a seed under another name. */
    public static Scenario of(String stream, long seed) {
        return new Scenario(stream, seed);
    }

    /** All of it in the order of event time. */
    public List<Arrival> inOrder() {
        return arrivals(new Random(0), 0);
    }

    /** All of it, each delayed by something up to a bound. */
    public List<Arrival> delayed(long seed, int boundMs) {
        return arrivals(new Random(seed), boundMs);
    }

    /** Several streams in one order of coming. */
    public static List<Arrival> merged(List<List<Arrival>> streams) {
        return streams.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Arrival::atMs))
                .toList();
    }

    private List<Arrival> arrivals(Random delays, int boundMs) {
        List<Arrival> arrivals = new ArrayList<>();
        java.util.Map<String, Long> latest = new java.util.HashMap<>();
        for (Sent one : sent) {
            long atMs = one.readyMs() + (boundMs == 0 ? 0 : delays.nextInt(boundMs));
            if (one.keepsOrder()) {
                atMs = Math.max(atMs, latest.getOrDefault(one.source(), 0L));
            }
            latest.merge(one.source(), atMs, Math::max);
            arrivals.add(new Arrival(Items.START_US / 1000 + atMs, one.item()));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atMs));
        return arrivals;
    }

    /** Event time of a moment of the stream, ms: later moments lie behind the gap. */
    private long atMs(long ms) {
        return ms >= gapAtMs ? ms + gapMs : ms;
    }

    private void audio(int startMs, boolean ends) {
        // Utterances of 600 ms, one in every 1.5 s or so, known 300 ms after they ended.
        List<Integer> begins = new ArrayList<>();
        for (int at = startMs + 200; at + 900 < lengthMs; at += 1_200 + random.nextInt(900)) {
            if (at > gapAtMs || at + 1_200 < gapAtMs) {
                begins.add(at);
            }
        }
        int sequence = 0;
        for (int at = startMs; at < lengthMs; at += 100) {
            if (sequence == 0 || random.nextInt(40) != 0) {
                add("audio-0", atMs(at) + 100, false, sound(sequence, at, mark(begins, at + 100)));
            }
            sequence++;
        }
        for (int i = 0; i < begins.size(); i++) {
            boolean understood = random.nextInt(8) != 0;
            long fromMs = atMs(begins.get(i));
            if (understood && random.nextBoolean()) {
                words(i, fromMs, fromMs + 500, false, 2);
            }
            words(i, fromMs, fromMs + 900, true, understood ? 3 : 0);
        }
        if (ends) {
            long overMs = atMs(lengthMs);
            long utterance = begins.size();
            StreamItem end = Items.end(stream, "audio-0", Modality.AUDIO, sequence, overMs);
            SpeechMark mark = new SpeechMark(utterance + 1, Items.START_US + overMs * 1000);
            add("audio-0", overMs, true, with(end, mark));
            add("words", overMs, true, Items.endOfSpeech(stream, utterance));
        }
    }

    private SpeechMark mark(List<Integer> begins, int searchedMs) {
        int over = 0;
        while (over < begins.size() && begins.get(over) + 900 <= searchedMs) {
            over++;
        }
        boolean open = over < begins.size() && begins.get(over) + 200 <= searchedMs;
        int fromMs = open ? begins.get(over) : searchedMs - 200;
        // Sound behind the gap is searched anew from there.
        long atMs = Math.max(0, fromMs) >= gapAtMs || searchedMs - 100 < gapAtMs ? fromMs : gapAtMs;
        return new SpeechMark(over, Items.START_US + atMs(atMs) * 1000);
    }

    private void words(long utterance, long fromMs, long readyMs, boolean last, int count) {
        List<SpokenWord> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long atUs = Items.START_US + (fromMs + 200L * i) * 1000;
            String word = SPOKEN[(int) ((utterance + i + (last ? 0 : i)) % SPOKEN.length)];
            words.add(new SpokenWord(word, atUs, atUs + 200_000, 0.9f));
        }
        add(
                "words",
                readyMs,
                true,
                StreamItem.spoken(
                        stream, "audio-0", new SpokenWords(utterance, last, false, words)));
    }

    private void video(String source, int startMs, int everyMs, boolean ends) {
        int pauseAtMs = random.nextInt(3) == 0 ? random.nextInt(lengthMs) : lengthMs;
        boolean restarts = random.nextBoolean();
        int backAtMs = pauseAtMs + 2_000 + random.nextInt(4_000);
        int epoch = 0;
        int sequence = 0;
        for (int at = startMs; at < lengthMs; at += everyMs) {
            if (at >= pauseAtMs && at < backAtMs) {
                if (restarts && epoch == 0 && sequence > 0) {
                    add(source, atMs(at), true, frameEnd(source, epoch, sequence, atMs(at)));
                    epoch = 1;
                    sequence = 0;
                }
                continue;
            }
            if (sequence == 0 || random.nextInt(30) != 0) {
                add(source, atMs(at), false, frame(source, epoch, sequence, at));
            }
            sequence++;
        }
        if (ends) {
            long overMs = atMs(lengthMs);
            add(source, overMs, true, frameEnd(source, epoch, sequence, overMs));
        }
    }

    private void chat(boolean ends) {
        int sequence = 0;
        for (int at = random.nextInt(3_000); at < lengthMs; at += 300 + random.nextInt(3_000)) {
            StreamItem text = Items.text(stream, sequence, atMs(at), "text " + sequence);
            add("chat", atMs(at), false, sequence == 0 ? Items.announcing(text, announced) : text);
            sequence++;
        }
        if (ends) {
            // With the last end the stream is over, so it comes when all cameras that will be back
            // are.
            long overMs = atMs(lengthMs);
            StreamItem end = Items.end(stream, "chat", Modality.TEXT, sequence, overMs);
            add("chat", overMs + BOUND_MS, true, end);
        }
    }

    private void add(String source, long readyMs, boolean keepsOrder, StreamItem item) {
        sent.add(new Sent(source, readyMs, keepsOrder, item));
    }

    private StreamItem sound(int sequence, int at, SpeechMark mark) {
        StreamItem item =
                with(
                        Items.record(
                                stream, "audio-0", Modality.AUDIO, sequence, atMs(at), 100, null),
                        mark);
        return sequence == 0 ? Items.announcing(item, announced) : item;
    }

    private StreamItem frame(String source, int epoch, int sequence, int at) {
        ItemContent seen =
                sequence % 5 == 0
                        ? ItemContent.seen(List.of("person"), List.of(), 0.01f * (sequence % 100))
                        : null;
        StreamItem item = Items.record(stream, source, Modality.VIDEO, sequence, atMs(at), 0, seen);
        item = Items.inEpoch(item, epoch);
        return sequence == 0 && epoch == 0 ? Items.announcing(item, announced) : item;
    }

    private StreamItem frameEnd(String source, int epoch, int sequence, long atMs) {
        return Items.inEpoch(Items.end(stream, source, Modality.VIDEO, sequence, atMs), epoch);
    }

    private static StreamItem with(StreamItem item, SpeechMark mark) {
        return new StreamItem(
                item.streamId(),
                item.sourceId(),
                item.modality(),
                ItemRole.RECORD,
                item.epoch(),
                item.sequence(),
                item.eventTimeUs(),
                item.durationUs(),
                item.originUs(),
                item.ingestTimeUs(),
                item.endOfStream(),
                item.announced(),
                item.content(),
                mark,
                null);
    }
}
