package dev.lockstep.local.demo;

import dev.lockstep.local.demo.DemoTimeline.Slide;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws the demo's pictures: title, the sentence that is being read, a clock. Dark on light and
 * large, so that it can be read by people and programs. Not thread-safe.
 */
final class SlidePainter {
    /** Size of the pictures in pixels. */
    static final int WIDTH = 1280;

    /** Height in pixels. */
    static final int HEIGHT = 720;

    /** What stands at the foot of every slide. */
    static final String FOOTER = "Lockstep demo";

    private static final Color PAPER = new Color(0xfa, 0xf8, 0xf2);
    private static final Color INK = new Color(0x1d, 0x23, 0x2b);
    private static final Color MUTED = new Color(0x5b, 0x64, 0x70);
    private static final Color ACCENT = new Color(0x0b, 0x6e, 0x6e);
    private static final double MARGIN = 80;
    private static final double TITLE_PX = 40;
    private static final double SENTENCE_PX = 64;
    private static final double LINE_PX = 88;
    private static final double CLOCK_PX = 44;

    private final GlyphFont font;
    private final BufferedImage image =
            new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);

    SlidePainter(GlyphFont font) {
        this.font = font;
    }

    /** The picture at a time; the next call draws over it. */
    BufferedImage paint(Slide slide, long timeUs, long durationUs) throws IOException {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            fill(graphics, PAPER, 0, 0, WIDTH, HEIGHT);
            fill(graphics, ACCENT, 0, 0, 24, HEIGHT);
            text(graphics, MUTED, slide.title(), TITLE_PX, MARGIN, 110);
            fill(graphics, ACCENT, MARGIN, 135, 160, 6);
            double y = 290;
            for (String line : wrap(slide.sentence())) {
                text(graphics, INK, line, SENTENCE_PX, MARGIN, y);
                y += LINE_PX;
            }
            String clock = clock(timeUs);
            double clockX = WIDTH - MARGIN - font.width(clock, CLOCK_PX);
            text(graphics, INK, clock, CLOCK_PX, clockX, HEIGHT - 50.0);
            text(graphics, MUTED, FOOTER, 30, MARGIN, HEIGHT - 50.0);
            double done = WIDTH * Math.min(1.0, (double) timeUs / durationUs);
            fill(graphics, ACCENT, 0, HEIGHT - 10.0, done, 10);
            return image;
        } finally {
            graphics.dispose();
        }
    }

    /** Minutes and seconds: "01:05". */
    static String clock(long timeUs) {
        long seconds = timeUs / 1_000_000;
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }

    private List<String> wrap(String sentence) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            String longer = line.length() == 0 ? word : line + " " + word;
            if (font.width(longer, SENTENCE_PX) > WIDTH - 2 * MARGIN && line.length() > 0) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private void text(
            Graphics2D graphics, Color colour, String text, double sizePx, double x, double y)
            throws IOException {
        graphics.setColor(colour);
        graphics.fill(font.outline(text, sizePx, x, y));
    }

    private static void fill(
            Graphics2D graphics, Color colour, double x, double y, double width, double height) {
        graphics.setColor(colour);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }
}
