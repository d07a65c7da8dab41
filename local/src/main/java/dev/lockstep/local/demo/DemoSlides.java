package dev.lockstep.local.demo;

import dev.lockstep.local.demo.DemoTimeline.Slide;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * The demo's slides one by one, with what stands on them, for whoever checks how they are read. Not
 * thread-safe; close it.
 */
public final class DemoSlides implements AutoCloseable {
    private static final long LENGTH_US = 60_000_000;

    private final GlyphFont font;
    private final SlidePainter painter;

    private DemoSlides(GlyphFont font) {
        this.font = font;
        this.painter = new SlidePainter(font);
    }

    /** Slides in the letters of the demo. */
    public static DemoSlides open() throws IOException {
        return new DemoSlides(GlyphFont.liberationSans());
    }

    /**
     * A slide at a time of a minute; the next call draws over it.
     *
     * @param atUs what the clock shows, µs
     */
    public BufferedImage paint(String title, String sentence, long atUs) throws IOException {
        return painter.paint(new Slide(title, sentence), atUs, LENGTH_US);
    }

    /** All that stands on that slide, in reading order. */
    public static String text(String title, String sentence, long atUs) {
        return String.join(" ", title, sentence, SlidePainter.FOOTER, SlidePainter.clock(atUs));
    }

    @Override
    public void close() throws IOException {
        font.close();
    }
}
