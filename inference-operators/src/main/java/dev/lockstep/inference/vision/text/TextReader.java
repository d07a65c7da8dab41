package dev.lockstep.inference.vision.text;

import dev.lockstep.inference.vision.ReadLine;
import dev.lockstep.inference.vision.frame.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the text of pictures: finds its lines, reads those that were not there before, and puts
 * them into reading order. Not thread-safe; one serves many sources, each with its {@link
 * LineMemory}.
 */
public final class TextReader implements AutoCloseable {
    /** A bound on what one picture may cost: the largest lines are read. */
    private static final int MOST_LINES = 200;

    private final TextFinder finder;
    private final DirectionClassifier direction;
    private final LineRecognizer recognizer;
    private final RegionSampler sampler = new RegionSampler();
    private final double leastScore;
    private long linesRead;

    /**
     * @param models not closed by this
     * @param longestSide larger pictures are scaled down to it to find text, pixels
     * @param leastRegionScore of a place where text is looked for, 0..1
     * @param leastScore of a line that is believed, 0..1
     */
    public TextReader(
            TextModels models, int longestSide, double leastRegionScore, double leastScore) {
        this.finder = new TextFinder(models.finder(), longestSide, leastRegionScore);
        this.direction = new DirectionClassifier(models.direction());
        this.recognizer = new LineRecognizer(models.recognizer(), models.characters());
        this.leastScore = leastScore;
    }

    /**
     * The lines of a picture in reading order.
     *
     * @param sequence of the picture's frame, unique in its source and epoch
     * @param memory of the picture's source
     */
    public List<ReadLine> read(Picture picture, long sequence, LineMemory memory) {
        memory.begin(sequence);
        List<ReadLine> lines = new ArrayList<>();
        for (TextRegion found : largest(finder.find(picture))) {
            TextRegion region = found.laidDown();
            LineMemory.Known known = memory.find(picture, region, sampler);
            if (known == null) {
                known = readNew(picture, region, memory);
            }
            if (known.legible()) {
                lines.add(known.line());
            }
        }
        return ReadingOrder.of(lines, ReadLine::box);
    }

    /** How many lines the recogniser has read; the rest was remembered. */
    public long linesRead() {
        return linesRead;
    }

    private LineMemory.Known readNew(Picture picture, TextRegion region, LineMemory memory) {
        CtcDecoder.Line read = recognizer.read(picture, region);
        if (direction.isUpsideDown(picture, region)) {
            // The classifier may err on a line that the recogniser reads well: the surer reading
            // wins.
            CtcDecoder.Line turned = recognizer.read(picture, region.turned());
            read = turned.score() > read.score() ? turned : read;
        }
        linesRead++;
        boolean legible = !read.text().isEmpty() && read.score() >= leastScore;
        return new LineMemory.Known(memory.keep(picture, region, sampler, read, legible), legible);
    }

    private static List<TextRegion> largest(List<TextRegion> found) {
        if (found.size() <= MOST_LINES) {
            return found;
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(r -> -r.width() * r.height()))
                .limit(MOST_LINES)
                .toList();
    }

    @Override
    public void close() {
        finder.close();
        direction.close();
        recognizer.close();
    }
}
