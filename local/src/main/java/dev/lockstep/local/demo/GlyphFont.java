package dev.lockstep.local.demo;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.PDType1Font;

/**
 * Text as outlines, from a font that is in a library: a machine without a screen has no fonts and
 * no fontconfig, and Java's own text drawing fails there. Not thread-safe.
 */
final class GlyphFont implements AutoCloseable {
    private static final String RESOURCE =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final TrueTypeFont font;
    private final CmapLookup cmap;

    private GlyphFont(TrueTypeFont font) throws IOException {
        this.font = font;
        this.cmap = font.getUnicodeCmapLookup();
    }

    /** Liberation Sans, as PDFBox brings it. */
    static GlyphFont liberationSans() throws IOException {
        try (InputStream in = PDType1Font.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + " is not on the class path");
            }
            return new GlyphFont(new TTFParser().parse(new RandomAccessReadBuffer(in)));
        }
    }

    /** Width of a line of text in pixels. */
    double width(String text, double sizePx) throws IOException {
        double units = 0;
        for (int codePoint : text.codePoints().toArray()) {
            units += font.getAdvanceWidth(cmap.getGlyphId(codePoint));
        }
        return units * sizePx / font.getUnitsPerEm();
    }

    /** A line of text whose baseline begins at (x, y), y downwards. */
    Shape outline(String text, double sizePx, double x, double y) throws IOException {
        GeneralPath path = new GeneralPath();
        double scale = sizePx / font.getUnitsPerEm();
        double at = x;
        for (int codePoint : text.codePoints().toArray()) {
            int glyphId = cmap.getGlyphId(codePoint);
            GlyphData glyph = font.getGlyph().getGlyph(glyphId);
            if (glyph != null) {
                path.append(
                        new AffineTransform(scale, 0, 0, -scale, at, y)
                                .createTransformedShape(glyph.getPath()),
                        false);
            }
            at += font.getAdvanceWidth(glyphId) * scale;
        }
        return path;
    }

    @Override
    public void close() throws IOException {
        font.close();
    }
}
