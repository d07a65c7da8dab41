package dev.lockstep.load.settled;

import dev.lockstep.align.canonical.SettledDigest;
import dev.lockstep.local.ledger.LedgerTotals;
import dev.lockstep.local.summary.Accounts;
import dev.lockstep.local.summary.CaptionTracker;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** The settled results of one stream under the id that it has in the archive. Not thread-safe. */
final class SettledStream {
    private final String archivedId;
    private final Accounts accounts = new Accounts();
    private final CaptionTracker live = new CaptionTracker();
    private final SettledDigest order = new SettledDigest();
    private final TreeMap<String, String> captions = new TreeMap<>();
    private final List<String> windows = new ArrayList<>();
    private boolean spoken;
    private boolean sent;
    private @Nullable String problem;

    SettledStream(String archivedId) {
        this.archivedId = archivedId;
    }

    /** A record of a result topic of this stream; its id is changed to the archived one. */
    void accept(String topic, SpecificRecordBase value) {
        if (value instanceof AlignedWindow window) {
            accept(window);
        } else if (value instanceof Caption caption) {
            if (topic.equals(Topics.TRANSCRIPTS.name())) {
                live.accept(caption, 0);
            } else {
                caption.setStreamId(archivedId);
                // Numbers of equal length sort as texts do.
                String name =
                        String.format(
                                Locale.ROOT,
                                "%s %019d",
                                caption.getSourceId(),
                                caption.getUtterance());
                if (captions.put(name, SettledJson.line(caption)) != null) {
                    broken("utterance " + name + " settled twice");
                }
            }
        } else if (value instanceof LedgerEntry entry) {
            accounts.ledger(entry);
        } else if (value instanceof DeadLetter letter) {
            accounts.deadLetter(letter);
        }
    }

    private void accept(AlignedWindow window) {
        window.setStreamId(archivedId);
        try {
            order.add(window);
            windows.add(SettledJson.line(window));
        } catch (IllegalArgumentException e) {
            broken(String.valueOf(e.getMessage()));
        }
    }

    private void broken(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    /** These sources were sent, with so many records; {@code sound} is among them or not. */
    void sent(Collection<String> sources, long records, boolean sound) {
        accounts.expect(sources);
        accounts.sent(records);
        spoken = sound;
        sent = true;
    }

    /** Whether anything of it was sent. */
    boolean wasSent() {
        return sent;
    }

    /** True once everything has come that must come, by the job's own accounts. */
    boolean complete() {
        return accounts.closed()
                && (!spoken || live.ended())
                && captions.size() >= live.finals()
                && windows.size() >= accounts.windowsSettled();
    }

    /** The first promise that was broken. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    LedgerTotals totals() {
        return accounts.totals();
    }

    Collection<String> captions() {
        return captions.values();
    }

    List<String> windows() {
        return windows;
    }
}
