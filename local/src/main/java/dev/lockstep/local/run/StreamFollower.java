package dev.lockstep.local.run;

import dev.lockstep.local.aligned.SettledWindows;
import dev.lockstep.local.compliance.CaptionMeasures;
import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.local.summary.Accounts;
import dev.lockstep.local.summary.CaptionTracker;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.sink.hls.HlsCaptionWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private final CaptionMeasures measures;
    private final boolean realTime;
    private final @Nullable HlsCaptionWriter hls;
    private final Accounts accounts = new Accounts();
    private int settledCaptions;

    /**
     * A follower.
     *
     * @param spoken whether the stream has sound, so that captions and their end will come
     * @param sources ids of the sources whose ledgers will come
     * @param windows where the stream's settled windows go
     * @param realTime whether it is played at the speed of the clock
     * @param hls where its captions go as HLS tracks; null for nowhere
     */
    StreamFollower(
            String streamId,
            boolean spoken,
            Collection<String> sources,
            SettledWindows windows,
            Display display,
            boolean realTime,
            @Nullable HlsCaptionWriter hls) {
        this.streamId = streamId;
        this.spoken = spoken;
        this.windows = windows;
        this.display = display;
        this.realTime = realTime;
        this.measures = new CaptionMeasures(realTime);
        this.hls = hls;
        accounts.expect(sources);
    }

    /** Takes in a record of any of the job's topics and of any stream. */
    void accept(Received received) {
        if (received.value() instanceof Caption caption) {
            boolean ours = caption.getStreamId().equals(streamId);
            if (received.topic().equals(Topics.TRANSCRIPTS.name())) {
                if (ours) {
                    captions.accept(caption, received.receivedUs());
                    measures.accept(caption, received.receivedUs());
                    if (hls != null) {
                        hls.live(caption);
                    }
                }
                display.caption(caption);
            } else if (ours) {
                settledCaptions++;
                if (hls != null) {
                    hls.settled(caption);
                }
            }
        } else if (received.value() instanceof AlignedWindow window) {
            if (window.getStreamId().equals(streamId)) {
                windows.accept(window);
                // Faster than the clock, windows settle before their captions are read.
                if (hls != null && realTime) {
                    hls.position((window.getEndUs() - window.getOriginUs()) / 1_000);
                }
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

    /** What was measured of the captions. */
    CaptionMeasures measures() {
        return measures;
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
                            + " utterances could not be recognised; lockstep.dead-letters says"
                            + " why.");
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
