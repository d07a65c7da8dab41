package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.VideoFrame;
import java.nio.ByteBuffer;

/**
 * A picture that lies in the store, without its bytes. Immutable.
 *
 * @param id which one
 * @param place where it lies
 * @param eventTimeUs event time, µs since the epoch
 * @param bytes its size; 0 where it travels by reference
 */
record ShelvedPicture(PictureId id, int place, long eventTimeUs, int bytes) {
    static ShelvedPicture of(VideoFrame frame, int place) {
        ByteBuffer inline = frame.getPayload();
        return new ShelvedPicture(
                PictureId.of(frame),
                place,
                frame.getEventTimeUs(),
                inline == null ? 0 : inline.remaining());
    }
}
