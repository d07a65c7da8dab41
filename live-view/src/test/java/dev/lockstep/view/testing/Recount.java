package dev.lockstep.view.testing;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.DialogueTurn;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.LedgerView;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.query.StreamViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the view must say of all streams, in lines of text: once counted from the topics by plain
 * consumers, once asked of the view.
 */
public final class Recount {
    private static final int PAGE = 500;

    private Recount() {}

    /** Counted from the topics, without any code of the view. */
    public static List<String> ofTopics(ViewRig rig) {
        Map<String, String> lines = new TreeMap<>();
        Map<String, Caption> captions = new TreeMap<>();
        for (Caption caption : rig.readAll(rig.topics().transcripts())) {
            captions.merge(key(caption), caption, Recount::higher);
        }
        Set<String> settled = new TreeSet<>();
        for (Caption caption : rig.readAll(rig.topics().transcriptsSettled())) {
            captions.merge(key(caption), caption, Recount::higher);
            settled.add(key(caption));
        }
        captions.forEach(
                (key, caption) ->
                        lines.put(
                                "caption " + key,
                                caption.getRevision()
                                        + " "
                                        + caption.getCommittedText()
                                        + caption.getTentativeText()
                                        + " "
                                        + settled.contains(key)));
        Map<String, AlignedWindow> windows = new TreeMap<>();
        Set<String> settledWindows = new TreeSet<>();
        for (AlignedWindow window : rig.readAll(rig.topics().aligned())) {
            windows.merge(key(window), window, Recount::higher);
        }
        for (AlignedWindow window : rig.readAll(rig.topics().alignedSettled())) {
            windows.merge(key(window), window, Recount::higher);
            settledWindows.add(key(window));
        }
        windows.forEach(
                (key, window) ->
                        lines.put(
                                "window " + key,
                                window.getRevision() + " " + settledWindows.contains(key)));
        for (LedgerEntry entry : rig.readAll(rig.topics().ledger())) {
            // The counts are totals, so the last one of a source is the largest.
            lines.merge(
                    "ledger " + entry.getStreamId() + " " + entry.getSourceId(),
                    String.format("%09d", entry.getRead()),
                    (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        for (DialogueTurn turn : rig.readAll(rig.topics().turns())) {
            lines.merge(
                    "turn " + turn.getStreamId() + " " + turn.getTurn(),
                    turn.getRevision() + " " + turn.getText(),
                    (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        Map<String, Long> dead =
                rig.readAll(rig.topics().deadLetters()).stream()
                        .collect(
                                Collectors.groupingBy(
                                        DeadLetter::getStreamId,
                                        TreeMap::new,
                                        Collectors.counting()));
        dead.forEach((stream, count) -> lines.put("dead " + stream, count.toString()));
        captions.values().stream()
                .collect(
                        Collectors.groupingBy(
                                Caption::getStreamId, TreeMap::new, Collectors.counting()))
                .forEach((stream, count) -> lines.put("captions " + stream, count.toString()));
        return lines(lines);
    }

    /** Asked of the view. */
    public static List<String> ofView(StreamViews views) {
        Map<String, String> lines = new TreeMap<>();
        views.streams()
                .forEach(
                        summary -> {
                            String stream = summary.stream();
                            lines.put("captions " + stream, Long.toString(summary.captions()));
                            if (summary.deadLetters() > 0) {
                                lines.put("dead " + stream, Long.toString(summary.deadLetters()));
                            }
                            for (CaptionView caption : views.newestCaptions(stream, PAGE)) {
                                lines.put(
                                        "caption "
                                                + stream
                                                + " "
                                                + caption.source()
                                                + " "
                                                + caption.utterance(),
                                        caption.revision()
                                                + " "
                                                + caption.committed()
                                                + caption.tentative()
                                                + " "
                                                + caption.settled());
                            }
                            for (WindowView window :
                                    views.windows(stream, Long.MIN_VALUE, Long.MAX_VALUE)) {
                                lines.put(
                                        "window " + stream + " " + window.index(),
                                        window.revision() + " " + window.settled());
                            }
                            for (LedgerView entry : views.stream(stream).ledger()) {
                                lines.put(
                                        "ledger " + stream + " " + entry.source(),
                                        String.format("%09d", entry.read()));
                            }
                            for (TurnView turn : views.turns(stream)) {
                                lines.put(
                                        "turn " + stream + " " + turn.turn(),
                                        turn.revision() + " " + turn.text());
                            }
                        });
        return lines(lines);
    }

    private static List<String> lines(Map<String, String> lines) {
        List<String> found = new ArrayList<>();
        lines.forEach((key, value) -> found.add(key + ": " + value));
        return found;
    }

    private static String key(Caption caption) {
        return caption.getStreamId() + " " + caption.getSourceId() + " " + caption.getUtterance();
    }

    private static String key(AlignedWindow window) {
        return window.getStreamId() + " " + window.getIndex();
    }

    private static Caption higher(Caption one, Caption other) {
        return other.getRevision() > one.getRevision() ? other : one;
    }

    private static AlignedWindow higher(AlignedWindow one, AlignedWindow other) {
        return other.getRevision() > one.getRevision() ? other : one;
    }
}
