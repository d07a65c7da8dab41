package dev.lockstep.load.talk;

import java.util.ArrayList;
import java.util.List;

/** Streams made of talks. Stateless. */
public final class TalkStreams {
    /** Sample rate of all of them, Hz. */
    public static final int RATE = 16_000;

    /** Silence between two rounds of a talk, ms: more than the recogniser needs to end a line. */
    private static final int GAP_MS = 1_000;

    private TalkStreams() {}

    /**
     * Streams that each repeat the talks in turn. Stream <i>i</i> begins in the pause before
     * another sentence, so that no sentence is cut at the start; what does not fit whole before the
     * end is silence and is not in the cues.
     *
     * @param talks at least one
     * @param streams how many
     * @param seconds length of each
     */
    public static List<TalkStream> of(List<Talk> talks, int streams, int seconds) {
        List<ReferenceCue> cues = new ArrayList<>();
        List<short[]> parts = new ArrayList<>();
        int samples = 0;
        for (Talk talk : talks) {
            long atMs = samples * 1_000L / RATE;
            talk.cues().forEach(cue -> cues.add(cue.shifted(atMs)));
            parts.add(talk.samples());
            parts.add(new short[GAP_MS * RATE / 1_000]);
            samples += talk.samples().length + GAP_MS * RATE / 1_000;
        }
        short[] round = new short[samples];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, round, at, part.length);
            at += part.length;
        }
        boolean timed = talks.stream().allMatch(Talk::timed);
        List<TalkStream> made = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            int first = timed ? (int) ((long) i * cues.size() / streams) : 0;
            made.add(stream("talk-" + i, round, cues, first, seconds, timed));
        }
        return made;
    }

    private static TalkStream stream(
            String id,
            short[] round,
            List<ReferenceCue> cues,
            int first,
            int seconds,
            boolean timed) {
        long startMs =
                first == 0 ? 0 : (cues.get(first - 1).endMs() + cues.get(first).startMs()) / 2;
        long roundMs = round.length * 1_000L / RATE;
        long lengthMs = seconds * 1_000L;
        List<ReferenceCue> said = new ArrayList<>();
        long spokenMs = 0;
        for (int n = first; ; n++) {
            long shiftMs = (long) (n / cues.size()) * roundMs - startMs;
            ReferenceCue cue = cues.get(n % cues.size()).shifted(shiftMs);
            if (cue.endMs() + GAP_MS / 2 > lengthMs) {
                break;
            }
            said.add(cue);
            spokenMs = cue.endMs();
        }
        // Half of a sentence has no reference: nobody is asked to recognise it.
        long silentFrom = (spokenMs + pauseAfter(cues, first, said.size())) * RATE / 1_000;
        int from = (int) (startMs * RATE / 1_000);
        StreamSound sound = new StreamSound(round, from, (long) seconds * RATE, silentFrom);
        return new TalkStream(id, sound, said, timed);
    }

    /** Half of the pause after the last whole cue, at most half a gap, ms. */
    private static long pauseAfter(List<ReferenceCue> cues, int first, int said) {
        if (said == 0) {
            return 0;
        }
        int last = (first + said - 1) % cues.size();
        return last + 1 == cues.size()
                ? GAP_MS / 2
                : Math.min(GAP_MS / 2, (cues.get(last + 1).startMs() - cues.get(last).endMs()) / 2);
    }
}
