package dev.lockstep.load.system;

import dev.lockstep.load.drive.SourceConf;
import dev.lockstep.load.talk.Shown;
import dev.lockstep.load.talk.TalkStream;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a viewer of {@code lockstep.transcripts} sees of the streams of one trial: a line for each
 * utterance. Thread-safe.
 */
public final class ShownCaptions {
    private final Map<String, Stream> streams = new HashMap<>();
    private final Map<String, List<Shown>> shown = new LinkedHashMap<>();
    private final Map<String, Map<Long, Integer>> revisions = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private long lastNs = System.nanoTime();

    private record Stream(String name, long startUs) {}

    /**
     * Nothing seen yet.
     *
     * @param plan the streams of the plan
     * @param sources how each of them is sent, in the same order
     */
    public ShownCaptions(List<TalkStream> plan, List<SourceConf> sources) {
        for (int i = 0; i < plan.size(); i++) {
            SourceConf source = sources.get(i);
            streams.put(source.streamId(), new Stream(plan.get(i).id(), source.startUs()));
            shown.put(plan.get(i).id(), new ArrayList<>());
        }
    }

    /** Takes in a caption; those of other streams are left out. */
    public synchronized void accept(Caption caption, long receivedUs) {
        Stream stream = streams.get(caption.getStreamId());
        if (stream == null) {
            return;
        }
        String name = stream.name();
        lastNs = System.nanoTime();
        if (caption.getEndOfStream()) {
            ended.add(name);
            return;
        }
        Map<Long, Integer> known = revisions.computeIfAbsent(name, key -> new HashMap<>());
        if (caption.getRevision() < known.getOrDefault(caption.getUtterance(), -1)) {
            return;
        }
        known.put(caption.getUtterance(), caption.getRevision());
        List<Shown> lines = shown.computeIfAbsent(name, key -> new ArrayList<>());
        lines.add(
                new Shown(
                        (receivedUs - stream.startUs()) / 1e3,
                        caption.getUtterance(),
                        caption.getWords().stream()
                                .map(Word::getText)
                                .collect(Collectors.joining(" ")),
                        caption.getIsFinal()));
    }

    /** True once the end of each stream has come. */
    public synchronized boolean complete() {
        return ended.size() == streams.size();
    }

    /** How long nothing has come, ns. */
    public synchronized long silentNs() {
        return System.nanoTime() - lastNs;
    }

    /** What was shown so far, by name of the stream. */
    public synchronized Map<String, List<Shown>> byStream() {
        Map<String, List<Shown>> copy = new LinkedHashMap<>();
        shown.forEach((name, lines) -> copy.put(name, List.copyOf(lines)));
        return copy;
    }
}
