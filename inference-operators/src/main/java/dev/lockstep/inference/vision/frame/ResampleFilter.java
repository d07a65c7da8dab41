package dev.lockstep.inference.vision.frame;

/** How samples are weighted when a picture is resized, as the Pillow library has it. */
public enum ResampleFilter {
    /** A triangle. */
    BILINEAR(1) {
        @Override
        double weight(double x) {
            return x < 1 ? 1 - x : 0;
        }
    },
    /** Keys' cubic with a = -0.5. */
    BICUBIC(2) {
        @Override
        double weight(double x) {
            if (x < 1) {
                return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
        }
    };

    private static final double SHARPNESS = -0.5;

    private final double support;

    ResampleFilter(double support) {
        this.support = support;
    }

    /** Half its width, in samples of the smaller picture. */
    double support() {
        return support;
    }

    /** The weight at a distance of at least 0. */
    abstract double weight(double x);
}
