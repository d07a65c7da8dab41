package dev.lockstep.load.talk;

import java.util.List;

/**
 * What is said on one stream of a load: a talk over and over, from another sentence on for each
 * stream.
 *
 * @param id of the stream
 * @param samples 16 kHz, mono; shared, not written to
 * @param cues what is said, in order of time, from the start of the samples
 * @param timed whether the cues' times are known
 */
@SuppressWarnings("ArrayRecordComponent") // Minutes of sound are handed over as they are.
public record TalkStream(String id, short[] samples, List<ReferenceCue> cues, boolean timed) {
    public TalkStream {
        cues = List.copyOf(cues);
    }
}
