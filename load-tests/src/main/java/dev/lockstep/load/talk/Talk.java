package dev.lockstep.load.talk;

import java.util.ArrayList;
import java.util.List;

/**
 * A recording of speech and what is said in it. The samples are shared, not copied: nobody writes
 * to them.
 *
 * @param name for tables
 * @param samples 16 kHz, mono
 * @param cues what is said, in order of time, without overlap
 * @param timed false where the cues' times are not known; then nothing that is measured from the
 *     end of a sentence can be told
 */
@SuppressWarnings("ArrayRecordComponent") // Minutes of sound are handed over as they are.
public record Talk(String name, short[] samples, List<ReferenceCue> cues, boolean timed) {
    /** The shortest pause that ends a sentence: a little more than captioners wait for, ms. */
    private static final long PAUSE_MS = 600;

    public Talk {
        cues = List.copyOf(cues);
    }

    /** Length, ms. */
    public long lengthMs() {
        return samples.length * 1_000L / TalkStreams.RATE;
    }

    /**
     * The same with cues as one where the pause between them is shorter than {@value #PAUSE_MS} ms:
     * until then nobody can know that somebody has stopped, so a lag from there would measure the
     * talk and not who captions it.
     */
    public Talk bySentences() {
        List<ReferenceCue> joined = new ArrayList<>();
        for (ReferenceCue cue : cues) {
            ReferenceCue last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && cue.startMs() - last.endMs() < PAUSE_MS) {
                joined.set(joined.size() - 1, last.and(cue));
            } else {
                joined.add(cue);
            }
        }
        return new Talk(name, samples, joined, timed);
    }
}
