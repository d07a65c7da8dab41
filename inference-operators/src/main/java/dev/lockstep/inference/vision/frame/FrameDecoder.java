package dev.lockstep.inference.vision.frame;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG into pixels that are used again by the next call. Not thread-safe: one thread, one
 * decoder.
 */
public final class FrameDecoder implements AutoCloseable {
    /** Sizes whose pixels are kept; sources of a stream rarely have more than two. */
    private static final int KEPT_SIZES = 4;

    /** Beyond so many pixels only the size in use is kept. */
    private static final long KEPT_PIXELS = 16_000_000;

    private final FrameLimits limits;
    private final ImageReader reader;
    private final Map<JpegHeader, BufferedImage> kept = new LinkedHashMap<>(8, 0.75f, true);
    private byte[] expanded = {};
    private @Nullable String damage;

    /** A decoder that refuses what is beyond the limits. */
    public FrameDecoder(FrameLimits limits) {
        this.limits = limits;
        this.reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        reader.addIIOReadWarningListener(
                (source, warning) -> {
                    if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                        damage = warning;
                    }
                });
    }

    /**
     * The picture, valid until the next call.
     *
     * @throws InvalidFrameException if it is no JPEG, truncated, damaged, beyond the limits or of a
     *     kind that cannot be used
     */
    public Picture decode(byte[] jpeg) throws InvalidFrameException {
        JpegHeader header = JpegHeader.read(jpeg, limits);
        BufferedImage pixels = pixels(header);
        damage = null;
        try (MemoryCacheImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(input, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setDestination(pixels);
            reader.read(0, param);
        } catch (IOException | RuntimeException e) {
            // The platform's decoder also answers damage with runtime exceptions of many kinds.
            throw new InvalidFrameException(
                    "The frame is a JPEG that cannot be decoded: " + e.getMessage() + ".", e);
        } finally {
            reader.setInput(null);
        }
        if (damage != null) {
            throw new InvalidFrameException(
                    "The frame is a JPEG whose data is damaged: " + damage + ".");
        }
        byte[] data = ((DataBufferByte) pixels.getRaster().getDataBuffer()).getData();
        return new Picture(
                header.width(), header.height(), header.components() == 1 ? expand(data) : data);
    }

    private BufferedImage pixels(JpegHeader header) {
        BufferedImage pixels =
                kept.computeIfAbsent(
                        header,
                        h ->
                                new BufferedImage(
                                        h.width(),
                                        h.height(),
                                        h.components() == 1
                                                ? BufferedImage.TYPE_BYTE_GRAY
                                                : BufferedImage.TYPE_3BYTE_BGR));
        while (kept.size() > 1 && (kept.size() > KEPT_SIZES || keptPixels() > KEPT_PIXELS)) {
            kept.remove(kept.keySet().iterator().next());
        }
        return pixels;
    }

    private long keptPixels() {
        return kept.keySet().stream().mapToLong(h -> (long) h.width() * h.height()).sum();
    }

    private byte[] expand(byte[] grey) {
        int length = grey.length * Picture.CHANNELS;
        if (expanded.length != length) {
            expanded = new byte[length];
        }
        for (int i = 0, to = 0; i < grey.length; i++) {
            expanded[to++] = grey[i];
            expanded[to++] = grey[i];
            expanded[to++] = grey[i];
        }
        return expanded;
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
