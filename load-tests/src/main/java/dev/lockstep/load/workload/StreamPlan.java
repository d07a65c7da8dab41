package dev.lockstep.load.workload;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.load.drive.AudioFeed;
import dev.lockstep.load.drive.Feed;
import dev.lockstep.load.drive.PointFeed;
import dev.lockstep.load.drive.SourceConf;
import dev.lockstep.load.talk.Talk;
import dev.lockstep.load.talk.TalkFiles;
import dev.lockstep.load.talk.TalkStream;
import dev.lockstep.load.talk.TalkStreams;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a workload, made up and ready to be handed over. Used by one thread until the
 * feeds are the driver's.
 */
final class StreamPlan {
    private static final String[] WORDS = {
        "the",
        "speaker",
        "shows",
        "another",
        "slide",
        "about",
        "streams",
        "and",
        "clocks",
        "that",
        "drift",
        "apart",
        "while",
        "everybody",
        "asks",
        "when",
        "lunch",
        "is"
    };

    private final Workload workload;
    private final List<Feed> feeds = new ArrayList<>();
    private final Map<String, Map<String, SentCounts>> counts = new LinkedHashMap<>();
    private final Map<String, List<String>> sources = new LinkedHashMap<>();
    private final List<TalkStream> spoken = new ArrayList<>();
    private final List<SourceConf> spokenSources = new ArrayList<>();
    private final SplittableRandom random;

    private StreamPlan(Workload workload) {
        this.workload = workload;
        this.random = new SplittableRandom(Objects.requireNonNull(workload.seed()));
    }

    /**
     * Makes it.
     *
     * @param prefix of the stream ids
     * @param startUs when everything begins, µs since the epoch
     */
    static StreamPlan of(Workload workload, ModelStore store, String prefix, long startUs)
            throws IOException {
        StreamPlan plan = new StreamPlan(workload);
        int number = 0;
        for (StreamGroup group : workload.streams()) {
            List<TalkStream> talks = plan.talks(group, store);
            List<byte[]> pictures = plan.pictures(group);
            for (int i = 0; i < Objects.requireNonNull(group.count()); i++) {
                plan.add(
                        group,
                        prefix + number++,
                        startUs,
                        talks.isEmpty() ? null : talks.get(i),
                        pictures);
            }
        }
        return plan;
    }

    private List<TalkStream> talks(StreamGroup group, ModelStore store) throws IOException {
        AudioLoad audio = group.audio();
        if (audio == null) {
            return List.of();
        }
        String clip = audio.clip();
        List<Talk> talks =
                clip == null
                        ? TalkFiles.samples(store)
                        : List.of(
                                TalkFiles.read(
                                        Path.of(clip),
                                        Path.of(Objects.requireNonNull(audio.reference()))));
        return TalkStreams.of(
                talks.stream().map(Talk::bySentences).toList(),
                Objects.requireNonNull(group.count()),
                (int) Math.ceil(workload.played().toMillis() / 1e3));
    }

    private List<byte[]> pictures(StreamGroup group) {
        VideoLoad video = group.video();
        return video == null
                ? List.of()
                : PictureMaker.jpegs(
                        Objects.requireNonNull(video.width()),
                        Objects.requireNonNull(video.height()),
                        Objects.requireNonNull(video.pictures()),
                        random.split());
    }

    private void add(
            StreamGroup group,
            String stream,
            long startUs,
            @Nullable TalkStream talk,
            List<byte[]> pictures) {
        sources.put(stream, group.sources());
        if (talk != null && group.audio() != null) {
            SourceConf source = source(group, stream, Modal.AUDIO, startUs);
            add(
                    source,
                    group,
                    Modal.AUDIO,
                    new AudioFeed(source, talk.sound(), group.audio().chunkMs()));
            spoken.add(new TalkStream(stream, talk.sound(), talk.cues(), talk.timed()));
            spokenSources.add(source);
        }
        if (group.video() != null) {
            SourceConf source = source(group, stream, Modal.VIDEO, startUs);
            add(source, group, Modal.VIDEO, video(source, group.video(), pictures));
        }
        if (group.text() != null) {
            SourceConf source = source(group, stream, Modal.TEXT, startUs);
            add(source, group, Modal.TEXT, text(source, group.text()));
        }
    }

    private SourceConf source(StreamGroup group, String stream, Modal modal, long startUs) {
        return new SourceConf(
                stream,
                modal.id(),
                group.sources(),
                startUs,
                Objects.requireNonNull(workload.speed()));
    }

    private void add(SourceConf source, StreamGroup group, Modal modal, Feed feed) {
        SentCounts count = new SentCounts();
        counts.computeIfAbsent(source.streamId(), key -> new LinkedHashMap<>())
                .put(source.sourceId(), count);
        feeds.add(
                new FaultyFeed(
                        feed,
                        group.faultsOf(modal),
                        source.startUs(),
                        source.speed(),
                        random.split(),
                        count));
    }

    private PointFeed<VideoFrame> video(SourceConf source, VideoLoad video, List<byte[]> pictures) {
        return new PointFeed<>(
                source,
                Topics.MEDIA_VIDEO,
                video.rate(),
                workload.played(),
                (number, mediaUs, nowUs, last) ->
                        VideoFrame.newBuilder()
                                .setStreamId(source.streamId())
                                .setSourceId(source.sourceId())
                                .setSequence(number)
                                .setStreamSources(number == 0 ? source.sources() : List.of())
                                .setEventTimeUs(source.startUs() + mediaUs)
                                .setPtsUs(mediaUs)
                                .setDurationUs(0)
                                .setIngestTimeUs(nowUs)
                                .setWidth(last ? 0 : Objects.requireNonNull(video.width()))
                                .setHeight(last ? 0 : Objects.requireNonNull(video.height()))
                                .setCodec("jpeg")
                                .setPayload(
                                        last
                                                ? null
                                                : ByteBuffer.wrap(
                                                        pictures.get(
                                                                (int) (number % pictures.size()))))
                                .setEndOfStream(last)
                                .build());
    }

    private PointFeed<TextEvent> text(SourceConf source, TextLoad text) {
        SplittableRandom words = random.split();
        return new PointFeed<>(
                source,
                Topics.MEDIA_TEXT,
                text.rate(),
                workload.played(),
                (number, mediaUs, nowUs, last) ->
                        TextEvent.newBuilder()
                                .setStreamId(source.streamId())
                                .setSourceId(source.sourceId())
                                .setSequence(number)
                                .setStreamSources(number == 0 ? source.sources() : List.of())
                                .setEventTimeUs(source.startUs() + mediaUs)
                                .setPtsUs(mediaUs)
                                .setDurationUs(0)
                                .setIngestTimeUs(nowUs)
                                .setKind(last ? TextKind.OTHER : TextKind.CHAT)
                                .setText(
                                        last
                                                ? ""
                                                : message(
                                                        words,
                                                        Objects.requireNonNull(text.characters())))
                                .setEndOfStream(last)
                                .build());
    }

    private static String message(SplittableRandom random, int characters) {
        StringBuilder message = new StringBuilder();
        while (message.length() < characters) {
            message.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return message.substring(0, characters);
    }

    List<Feed> feeds() {
        return feeds;
    }

    /** Ids of the sources of each stream. */
    Map<String, List<String>> sources() {
        return sources;
    }

    /** What is said, on the streams that have sound; with their ids in the topics. */
    List<TalkStream> spoken() {
        return spoken;
    }

    /** How that is sent, in the same order. */
    List<SourceConf> spokenSources() {
        return spokenSources;
    }

    /** Records handed over so far, by stream and source. */
    Map<String, Map<String, Long>> sent() {
        Map<String, Map<String, Long>> sent = new LinkedHashMap<>();
        counts.forEach(
                (stream, each) ->
                        each.forEach(
                                (source, count) ->
                                        sent.computeIfAbsent(stream, key -> new LinkedHashMap<>())
                                                .put(source, count.records())));
        return sent;
    }

    /** Records that faults have struck, by kind of fault. */
    Map<Fault.Kind, Long> faults() {
        Map<Fault.Kind, Long> struck = new LinkedHashMap<>();
        for (Fault.Kind kind : Fault.Kind.values()) {
            long all =
                    counts.values().stream()
                            .flatMap(each -> each.values().stream())
                            .mapToLong(count -> count.struck(kind))
                            .sum();
            if (all > 0) {
                struck.put(kind, all);
            }
        }
        return struck;
    }
}
