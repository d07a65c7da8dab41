package dev.lockstep.inference.vision;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.PDType1Font;

/**
 * Pictures with text for tests, drawn as outlines of Liberation Sans: a machine without a screen
 * may have no fonts, and Java's own text drawing fails there.
 */
public final class Slides {
    private Slides() {}

    /** A family of letters. */
    public enum Face {
        LIBERATION_SANS("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"),
        DEJAVU_SANS("/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf"),
        DEJAVU_SANS_BOLD("/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf"),
        DEJAVU_SERIF("/net/sf/jasperreports/fonts/dejavu/DejaVuSerif.ttf"),
        DEJAVU_SERIF_ITALIC("/net/sf/jasperreports/fonts/dejavu/DejaVuSerif-Italic.ttf"),
        DEJAVU_CONDENSED("/net/sf/jasperreports/fonts/dejavu/DejaVuSansCondensed.ttf"),
        DEJAVU_MONO("/net/sf/jasperreports/fonts/dejavu/DejaVuSansMono.ttf");

        private final TrueTypeFont font;

        Face(String resource) {
            try (InputStream in = PDType1Font.class.getResourceAsStream(resource)) {
                font =
                        new TTFParser()
                                .parse(new RandomAccessReadBuffer(Objects.requireNonNull(in)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A line of text. */
    public record Line(String text, double x, double baseline, double sizePx) {}

    /** An empty picture of one colour. */
    public static BufferedImage blank(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, width, height);
        g.dispose();
        return image;
    }

    /** A white slide with black lines. */
    public static BufferedImage slide(int width, int height, List<Line> lines) {
        return slide(width, height, lines, Color.WHITE, Color.BLACK);
    }

    /** A slide in two colours. */
    public static BufferedImage slide(
            int width, int height, List<Line> lines, Color paper, Color ink) {
        BufferedImage image = blank(width, height, paper);
        for (Line line : lines) {
            write(image, line, ink, 0);
        }
        return image;
    }

    /** Writes a line, turned clockwise round its beginning. */
    public static void write(BufferedImage image, Line line, Color ink, double degrees) {
        write(image, line, ink, degrees, Face.LIBERATION_SANS);
    }

    /** The same in other letters. */
    public static void write(BufferedImage image, Line line, Color ink, double degrees, Face face) {
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(ink);
            g.translate(line.x(), line.baseline());
            g.rotate(Math.toRadians(degrees));
            TrueTypeFont font = face.font;
            CmapLookup cmap = font.getUnicodeCmapLookup();
            double scale = line.sizePx() / font.getUnitsPerEm();
            double at = 0;
            for (int codePoint : line.text().codePoints().toArray()) {
                int id = cmap.getGlyphId(codePoint);
                GlyphData glyph = font.getGlyph().getGlyph(id);
                if (glyph != null) {
                    g.fill(
                            new AffineTransform(scale, 0, 0, -scale, at, 0)
                                    .createTransformedShape(glyph.getPath()));
                }
                at += font.getAdvanceWidth(id) * scale;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            g.dispose();
        }
    }

    /** As a JPEG. */
    public static byte[] jpeg(BufferedImage image, float quality) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** As a JPEG of quality 0.8. */
    public static byte[] jpeg(BufferedImage image) {
        return jpeg(image, 0.8f);
    }

    /** Reads a JPEG back. */
    public static BufferedImage read(byte[] jpeg) {
        try {
            return ImageIO.read(new ByteArrayInputStream(jpeg));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
