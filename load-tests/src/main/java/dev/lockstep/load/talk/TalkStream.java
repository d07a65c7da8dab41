package dev.lockstep.load.talk;

import java.util.List;

/**
 * What is said on one stream of a load: a talk over and over, from another sentence on for each
 * stream.
 *
 * @param id of the stream
 * @param sound what is played
 * @param cues what is said, in order of time, from the start of the sound
 * @param timed whether the cues' times are known
 */
public record TalkStream(String id, StreamSound sound, List<ReferenceCue> cues, boolean timed) {
    public TalkStream {
        cues = List.copyOf(cues);
    }
}
