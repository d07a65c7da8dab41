package dev.lockstep.sink.caption;

import dev.lockstep.schema.avro.Caption;
import java.util.List;

/** A file format of captions. Implementations are immutable. */
public interface CaptionFormat {
    /** The name of the file that holds it. */
    String fileName();

    /**
     * The whole file's content.
     *
     * @param finals final captions, in any order; those without text are left out
     * @param originPtsUs the {@code pts_us} that counts as time 0 of the file
     */
    String format(List<Caption> finals, long originPtsUs);
}
