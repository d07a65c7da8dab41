package dev.lockstep.inference.vision.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.frame.ResampleFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What becomes of a picture before a model sees it, as the {@code preprocessor_config.json} of a
 * Hugging Face export says. Immutable.
 *
 * @param resize the size to scale to
 * @param filter how it is scaled
 * @param crop the middle that is kept; the same as the size where nothing is cut
 * @param scale factor of the samples, 0..255
 * @param mean red, green, blue; of scaled samples
 * @param deviation red, green, blue
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PicturePreparation(
        Resize resize,
        ResampleFilter filter,
        int cropWidth,
        int cropHeight,
        double scale,
        double[] mean,
        double[] deviation) {
    private static final int MOST_PIXELS_A_SIDE = 4096;
    private static final int PILLOW_BILINEAR = 2;
    private static final int PILLOW_BICUBIC = 3;
    private static final double ONE_OF_255 = 1 / 255.0;

    /**
     * A size.
     *
     * @param shortestEdge pixels that the shorter side has, the longer in proportion; 0: width and
     *     height are given
     * @param width pixels
     * @param height pixels
     */
    public record Resize(int shortestEdge, int width, int height) {
        int widthOf(Picture picture) {
            return shortestEdge == 0
                    ? width
                    : inProportion(picture.width(), picture.width(), picture.height());
        }

        int heightOf(Picture picture) {
            return shortestEdge == 0
                    ? height
                    : inProportion(picture.height(), picture.width(), picture.height());
        }

        private int inProportion(int side, int width, int height) {
            // A picture like a ribbon is squeezed: what is cut off must not fill the memory.
            return (int)
                    Math.min(
                            (long) shortestEdge * side / Math.min(width, height),
                            MOST_PIXELS_A_SIDE);
        }
    }

    /**
     * Reads it.
     *
     * @param file {@code preprocessor_config.json}
     * @throws ModelException if it cannot be read, or asks for what is not supported
     */
    public static PicturePreparation read(Path file) {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new ModelException(
                    "The preparation of pictures in "
                            + file
                            + " cannot be read: a Hugging Face export has it beside its graphs.",
                    e);
        }
        if (!json.isObject()) {
            throw new ModelException(file + " does not describe how pictures are prepared.");
        }
        return new Reader(file, json).preparation();
    }

    /** One reading of a file. */
    private record Reader(Path file, JsonNode json) {
        PicturePreparation preparation() {
            Resize resize = resize();
            boolean cropped = json.path("do_center_crop").asBoolean(false);
            int width = cropped ? side("crop_size", "width") : resize.width();
            int height = cropped ? side("crop_size", "height") : resize.height();
            if (width == 0) {
                throw refused("scales the shortest edge but crops nothing, so that sizes vary");
            }
            boolean normalised = json.path("do_normalize").asBoolean(true);
            boolean rescaled = json.path("do_rescale").asBoolean(true);
            return new PicturePreparation(
                    resize,
                    filter(),
                    width,
                    height,
                    rescaled ? json.path("rescale_factor").asDouble(ONE_OF_255) : 1,
                    normalised ? colours("image_mean") : new double[Picture.CHANNELS],
                    normalised ? colours("image_std") : new double[] {1, 1, 1});
        }

        private Resize resize() {
            if (!json.path("do_resize").asBoolean(true)) {
                throw refused("does not resize, so that sizes vary");
            }
            JsonNode size = json.path("size");
            // Older exports write a number for the shortest edge.
            JsonNode shortest = size.isNumber() ? size : size.path("shortest_edge");
            return shortest.isMissingNode()
                    ? new Resize(0, side("size", "width"), side("size", "height"))
                    : new Resize(checked(shortest, "size"), 0, 0);
        }

        private int side(String key, String side) {
            JsonNode size = json.path(key);
            return checked(size.isNumber() ? size : size.path(side), key);
        }

        private int checked(JsonNode pixels, String key) {
            if (!pixels.isInt() || pixels.asInt() < 1 || pixels.asInt() > MOST_PIXELS_A_SIDE) {
                throw refused("has no '" + key + "' of 1 to " + MOST_PIXELS_A_SIDE + " pixels");
            }
            return pixels.asInt();
        }

        private ResampleFilter filter() {
            return switch (json.path("resample").asInt(PILLOW_BICUBIC)) {
                case PILLOW_BILINEAR -> ResampleFilter.BILINEAR;
                case PILLOW_BICUBIC -> ResampleFilter.BICUBIC;
                default -> throw refused("asks for a 'resample' other than 2 or 3");
            };
        }

        private double[] colours(String key) {
            JsonNode values = json.path(key);
            double[] colours = new double[Picture.CHANNELS];
            for (int i = 0; i < colours.length; i++) {
                if (!values.path(i).isNumber()) {
                    throw refused("has no '" + key + "' of three numbers");
                }
                colours[i] = values.path(i).asDouble();
            }
            return colours;
        }

        private ModelException refused(String what) {
            return new ModelException(
                    String.format(Locale.ROOT, "%s %s: choose another model.", file, what));
        }
    }
}
