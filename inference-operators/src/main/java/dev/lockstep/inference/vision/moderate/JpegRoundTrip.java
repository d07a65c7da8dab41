package dev.lockstep.inference.vision.moderate;

import dev.lockstep.inference.vision.frame.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Codes a picture as JPEG of quality 75 with halved colour and decodes it again: a model that was
 * trained on such pictures scores others differently. Not thread-safe.
 */
final class JpegRoundTrip implements AutoCloseable {
    private static final float QUALITY = 0.75f;

    private final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    private final ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    private final BufferedImage pixels;
    private final byte[] samples;
    private final Picture picture;
    private final ByteArrayOutputStream coded = new ByteArrayOutputStream();

    JpegRoundTrip(int width, int height) {
        pixels = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        samples = ((DataBufferByte) pixels.getRaster().getDataBuffer()).getData();
        picture = new Picture(width, height, samples);
    }

    /** The samples to be written before {@link #run}; blue, green and red of each pixel. */
    byte[] samples() {
        return samples;
    }

    /** What is left of the samples, valid until the next call. */
    Picture run() {
        coded.reset();
        ImageWriteParam coding = writer.getDefaultWriteParam();
        coding.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        coding.setCompressionQuality(QUALITY);
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(coded)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(pixels, null, null), coding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.setOutput(null);
        }
        try (MemoryCacheImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(coded.toByteArray()))) {
            reader.setInput(input, true, true);
            ImageReadParam decoding = reader.getDefaultReadParam();
            decoding.setDestination(pixels);
            reader.read(0, decoding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reader.setInput(null);
        }
        return picture;
    }

    @Override
    public void close() {
        writer.dispose();
        reader.dispose();
    }
}
