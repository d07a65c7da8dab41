package dev.lockstep.sink.hls;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.sink.caption.TimedCaption;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Writes the captions of one stream as two HLS tracks into a folder while they come: {@code
 * live.m3u8} with what is committed, and {@code corrected.m3u8} from settled captions, later and
 * with every word at its own time. Not thread-safe; errors are {@link
 * dev.lockstep.sink.caption.CaptionFileException}.
 */
public final class HlsCaptionWriter {
    private final long originPtsUs;
    private final CaptionTrack live;
    private final CaptionTrack corrected;
    private final HlsFolder liveFolder;
    private final HlsFolder correctedFolder;
    private OptionalLong originTimeMs = OptionalLong.empty();

    /**
     * A writer.
     *
     * @param originPtsUs the {@code pts_us} that counts as media time 0
     */
    public HlsCaptionWriter(Path folder, HlsConf conf, long originPtsUs) {
        this.originPtsUs = originPtsUs;
        this.live = new CaptionTrack(conf);
        this.corrected = new CaptionTrack(conf.corrected());
        this.liveFolder = new HlsFolder(folder, "live");
        this.correctedFolder = new HlsFolder(folder, "corrected");
    }

    /** A revision from {@code lockstep.transcripts}. */
    public void live(Caption caption) {
        accept(live, liveFolder, caption);
    }

    /** A caption from {@code lockstep.transcripts.settled}. */
    public void settled(Caption caption) {
        accept(corrected, correctedFolder, caption);
    }

    /** The job has got to this media time, in ms, although nobody speaks. */
    public void position(long mediaMs) {
        advance(live, liveFolder, mediaMs);
    }

    /**
     * All captions have come: completes both tracks.
     *
     * @param mediaEndMs length of the media in ms
     */
    public void end(long mediaEndMs) {
        live.end(mediaEndMs);
        liveFolder.write(live, originTimeMs);
        corrected.end(mediaEndMs);
        correctedFolder.write(corrected, originTimeMs);
    }

    private void accept(CaptionTrack track, HlsFolder folder, Caption caption) {
        if (caption.getEndOfStream()) {
            return;
        }
        if (originTimeMs.isEmpty()) {
            long originUs = caption.getEventTimeUs() - (caption.getPtsUs() - originPtsUs);
            originTimeMs = OptionalLong.of(Math.floorDiv(originUs, 1_000L));
        }
        TimedCaption committed = TimedCaption.committed(caption, originPtsUs);
        track.accept(
                caption.getSourceId() + "/" + caption.getUtterance(),
                committed,
                caption.getIsFinal());
        advance(track, folder, committed.endMs());
    }

    private void advance(CaptionTrack track, HlsFolder folder, long mediaMs) {
        if (track.advance(mediaMs) > 0) {
            folder.write(track, originTimeMs);
        }
    }
}
