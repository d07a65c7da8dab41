package dev.lockstep.local.run;

import dev.lockstep.local.aligned.SettledWindows;
import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.local.summary.Accounts;
import dev.lockstep.local.summary.CaptionTracker;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Takes what the job says of one stream: captions, settled windows, ledgers and dead letters; and
 * shows the captions of all streams. Not thread-safe.
 */
final class StreamFollower {
    private final String streamId;
    private final boolean spoken;
    private final SettledWindows windows;
    private final Display display;
    private final CaptionTracker captions = new CaptionTracker();
    private final Accounts accounts = new Accounts();
    private int settledCaptions;

    /**
     * A follower.
     *
     * @param spoken whether the stream has sound, so that captions and their end will come
     * @param sources ids of the sources whose ledgers will come
     * @param windows where the stream's settled windows go
     */
    StreamFollower(
            String streamId,
            boolean spoken,
            Collection<String> sources,
            SettledWindows windows,
            Display display) {
        this.streamId = streamId;
        this.spoken = spoken;
        this.windows = windows;
        this.display = display;
        accounts.expect(sources);
    }

    /** Takes in a record of any of the job's topics and of any stream. */
    void accept(Received received) {
        if (received.value() instanceof Caption caption) {
            boolean ours = caption.getStreamId().equals(streamId);
            if (received.topic().equals(Topics.TRANSCRIPTS.name())) {
                if (ours) {
                    captions.accept(caption, received.receivedUs());
                }
                display.caption(caption);
            } else if (ours) {
                settledCaptions++;
            }
        } else if (received.value() instanceof AlignedWindow window) {
            if (window.getStreamId().equals(streamId)) {
                windows.accept(window);
            }
        } else if (received.value() instanceof LedgerEntry entry) {
            if (entry.getStreamId().equals(streamId)) {
                accounts.ledger(entry);
            }
        } else if (received.value() instanceof DeadLetter letter) {
            String stream = letter.getStreamId();
            if (stream == null || stream.equals(streamId)) {
                accounts.deadLetter(letter);
            }
        }
    }

    /** So many records were sent, and no more will be. */
    void sent(long records) {
        accounts.sent(records);
    }

    /** True once captions and ledgers say that nothing more will come. */
    boolean ended() {
        return (!spoken || captions.ended()) && accounts.closed();
    }

    /** True once everything is there that must be there at the end. */
    boolean complete() {
        return ended()
                && settledCaptions >= captions.finals()
                && windows.count() >= accounts.windowsSettled()
                && accounts.balanced();
    }

    /** The captions. */
    CaptionTracker captions() {
        return captions;
    }

    /** The counts. */
    Accounts accounts() {
        return accounts;
    }

    /** Digest of the settled windows, hex. */
    String settledDigest() {
        return windows.digest();
    }

    /** The newest ledger of each source. */
    List<SourceLedger> ledgers() {
        return accounts.sources();
    }

    /** What is wrong with what came, one sentence each; the worst alone where one explains more. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (accounts.unrecognised() > 0) {
            problems.add(
                    accounts.unrecognised()
                            + " utterances could not be recognised; lockstep.dead-letters says why.");
        }
        windows.problem()
                .ifPresent(
                        what ->
                                problems.add(
                                        Topics.ALIGNED_SETTLED.name()
                                                + " breaks its promise: "
                                                + what
                                                + "."));
        if (problems.isEmpty() && !accounts.balanced()) {
            problems.add(
                    "The accounts do not balance: "
                            + accounts.recordsIn()
                            + " records went in, "
                            + accounts.recordsOut()
                            + " came out and "
                            + accounts.deadLetters()
                            + " are dead letters; "
                            + "lockstep ledger shows them source by source.");
        }
        if (problems.isEmpty() && settledCaptions != captions.finals()) {
            problems.add(
                    "There are "
                            + captions.finals()
                            + " final captions on "
                            + Topics.TRANSCRIPTS.name()
                            + " but "
                            + settledCaptions
                            + " on "
                            + Topics.TRANSCRIPTS_SETTLED.name()
                            + ".");
        }
        if (problems.isEmpty() && windows.count() != accounts.windowsSettled()) {
            problems.add(
                    "The ledger says that "
                            + accounts.windowsSettled()
                            + " windows settled, but "
                            + windows.count()
                            + " are on "
                            + Topics.ALIGNED_SETTLED.name()
                            + ".");
        }
        return problems;
    }
}
