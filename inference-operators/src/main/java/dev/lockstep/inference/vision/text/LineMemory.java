package dev.lockstep.inference.vision.text;

import dev.lockstep.inference.vision.ReadLine;
import dev.lockstep.inference.vision.frame.Picture;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read in the last pictures of a source, so that a line that stays is read once. A line is
 * the same if its place looks the same: the brightness there, on a grid so fine that a changed
 * letter shows, and compared at the remembered place, not at the newly found one, which jitters.
 * Guarded by its source's order: one thread at a time.
 */
public final class LineMemory {
    /** Share of the union that two places of a line have in common. */
    private static final float SAME_PLACE = 0.6f;

    /**
     * Cells of a line's height. In lines of 14 to 44 pixels a changed digit or dot made a
     * difference of 39 and more of 255 in some cell of this size, and another JPEG quality one of
     * at most 20.
     */
    private static final int ROWS = 8;

    private static final int MOST_COLUMNS = 512;

    /**
     * Greatest difference of a cell's brightness that is still the same, as a share of contrast.
     */
    private static final double SAME_LOOK = 0.14;

    /** The same in faint lines, of 255. */
    private static final int NOISE = 14;

    /** Pictures for which a line is remembered that was not found again. */
    private static final int FORGET_AFTER = 3;

    private static final int MOST_LINES = 300;

    private final List<Entry> entries = new ArrayList<>();
    private long pictures;
    private long sequence;
    private int begun;

    /** A remembered line, or a place where nothing legible stood. */
    private static final class Entry {
        final TextRegion region;
        final byte[] look;
        final int columns;
        final ReadLine line;
        final boolean legible;
        long seen;

        Entry(TextRegion region, byte[] look, int columns, ReadLine line, boolean legible) {
            this.region = region;
            this.look = look;
            this.columns = columns;
            this.line = line;
            this.legible = legible;
        }
    }

    /**
     * A line that was read before.
     *
     * @param line what it says
     * @param legible false: it was too unsure to be believed
     */
    record Known(ReadLine line, boolean legible) {}

    /**
     * Begins a picture: lines that were not found in the last ones are forgotten.
     *
     * @param frame its sequence, of which the names of new tracks are made, so that a name is
     *     unique in a source and epoch, after a restart too
     */
    void begin(long frame) {
        sequence = frame;
        begun = 0;
        entries.removeIf(entry -> pictures - entry.seen >= FORGET_AFTER);
        pictures++;
    }

    /** The line that stood in this place and still does; null if there is none. */
    @Nullable Known find(Picture picture, TextRegion region, RegionSampler sampler) {
        for (Entry entry : entries) {
            if (entry.seen != pictures
                    && entry.line.box().overlap(region.box(picture)) >= SAME_PLACE
                    && looksTheSame(entry, picture, sampler)) {
                entry.seen = pictures;
                return new Known(entry.line, entry.legible);
            }
        }
        return null;
    }

    /** Remembers a line that was read, and gives it the name of its track. */
    ReadLine keep(
            Picture picture,
            TextRegion region,
            RegionSampler sampler,
            CtcDecoder.Line read,
            boolean legible) {
        int columns = columns(region);
        ReadLine line =
                new ReadLine(
                        read.text(),
                        read.score(),
                        region.box(picture),
                        "text-" + sequence + "-" + begun++);
        if (entries.size() < MOST_LINES) {
            Entry entry =
                    new Entry(
                            region,
                            sampler.brightness(picture, region, columns, ROWS),
                            columns,
                            line,
                            legible);
            entry.seen = pictures;
            entries.add(entry);
        }
        return line;
    }

    private static int columns(TextRegion region) {
        double ratio = region.width() / Math.max(1e-3, region.height());
        return (int) Math.max(1, Math.min(MOST_COLUMNS, Math.ceil(ROWS * ratio)));
    }

    private static boolean looksTheSame(Entry entry, Picture picture, RegionSampler sampler) {
        byte[] now = sampler.brightness(picture, entry.region, entry.columns, ROWS);
        int darkest = 255;
        int lightest = 0;
        int difference = 0;
        for (int i = 0; i < now.length; i++) {
            int before = entry.look[i] & 0xFF;
            darkest = Math.min(darkest, before);
            lightest = Math.max(lightest, before);
            difference = Math.max(difference, Math.abs((now[i] & 0xFF) - before));
        }
        return difference <= Math.max(NOISE, SAME_LOOK * (lightest - darkest));
    }
}
