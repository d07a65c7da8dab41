package dev.lockstep.view.model;

/**
 * The newest picture of a stream. Immutable; the bytes are not copied.
 *
 * @param version rises with each picture of the stream
 * @param atMs media time in ms
 * @param contentType image/jpeg
 * @param bytes the encoded picture, scaled down
 */
@SuppressWarnings("ArrayRecordComponent") // A picture is handed over as it is.
public record FrameView(String version, long atMs, String contentType, byte[] bytes) {}
