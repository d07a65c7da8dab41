package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.payload.PayloadStoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pictures ready to be shown. One that is missing or broken is counted and left out. Called
 * by one thread.
 */
final class PictureLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PictureLoader.class);

    /** What the store takes, less what a row has beside the picture. */
    private static final int MAX_BYTES = ViewStores.MAX_MESSAGE_BYTES - 64 * 1024;

    private final @Nullable PayloadStore payloads;
    private final int maxWidth;
    private final ViewMetrics metrics;
    private boolean warned;

    PictureLoader(@Nullable PayloadStore payloads, int maxWidth, ViewMetrics metrics) {
        this.payloads = payloads;
        this.maxWidth = maxWidth;
        this.metrics = metrics;
    }

    /** The picture of a frame, scaled; null where there is none that can be shown. */
    PictureScaler.@Nullable Scaled load(VideoFrame frame, boolean blurred) {
        try {
            PictureScaler.Scaled scaled = PictureScaler.scale(bytes(frame), maxWidth, blurred);
            if (scaled.jpeg().length > MAX_BYTES) {
                throw new IOException(
                        "it has "
                                + scaled.jpeg().length
                                + " bytes at this width; set view.picture-width lower");
            }
            return scaled;
        } catch (PayloadStoreException e) {
            failed("missing", frame, e);
        } catch (IOException e) {
            failed("broken", frame, e);
        }
        return null;
    }

    private byte[] bytes(VideoFrame frame) throws IOException {
        ByteBuffer inline = frame.getPayload();
        if (inline != null) {
            byte[] bytes = new byte[inline.remaining()];
            inline.duplicate().get(bytes);
            return bytes;
        }
        PayloadReference reference = frame.getPayloadReference();
        if (reference == null) {
            throw new IOException("it has no bytes");
        }
        if (payloads == null) {
            throw new IOException(
                    "it travels by reference; give view.payload-dir, the producer's folder");
        }
        return payloads.get(reference);
    }

    private void failed(String outcome, VideoFrame frame, Exception e) {
        metrics.picture(outcome);
        String text = "The picture {} of source {} of stream {} is not shown: {}";
        if (warned) {
            LOG.debug(
                    text, frame.getSequence(), frame.getSourceId(), frame.getStreamId(), reason(e));
        } else {
            warned = true;
            LOG.warn(
                    text + " (Others like it are counted in lockstep.view.pictures.)",
                    frame.getSequence(),
                    frame.getSourceId(),
                    frame.getStreamId(),
                    reason(e));
        }
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
