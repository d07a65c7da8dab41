package dev.lockstep.inference.speech.model;

/**
 * Triangular mel filters of equal area on Slaney's scale: linear below 1 kHz, logarithmic above
 * (Slaney 1998, Auditory Toolbox), the ones that Whisper ships.
 */
final class MelFilters {
    private static final double LINEAR_STEP_HZ = 200.0 / 3;
    private static final double BREAK_HZ = 1_000;
    private static final double BREAK_MEL = BREAK_HZ / LINEAR_STEP_HZ;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private MelFilters() {}

    /**
     * The filters.
     *
     * @param mels number of bands
     * @param window points of the Fourier transform
     * @param rate sampling rate, Hz
     * @return [mels][window / 2 + 1]
     */
    static float[][] slaney(int mels, int window, int rate) {
        double top = toMel(rate / 2.0);
        double[] edges = new double[mels + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = toHertz(top * i / (mels + 1));
        }
        int bins = window / 2 + 1;
        float[][] filters = new float[mels][bins];
        for (int mel = 0; mel < mels; mel++) {
            double area = 2 / (edges[mel + 2] - edges[mel]);
            for (int bin = 0; bin < bins; bin++) {
                double hertz = (double) bin * rate / window;
                double rise = (hertz - edges[mel]) / (edges[mel + 1] - edges[mel]);
                double fall = (edges[mel + 2] - hertz) / (edges[mel + 2] - edges[mel + 1]);
                filters[mel][bin] = (float) (Math.max(0, Math.min(rise, fall)) * area);
            }
        }
        return filters;
    }

    static double toMel(double hertz) {
        return hertz < BREAK_HZ
                ? hertz / LINEAR_STEP_HZ
                : BREAK_MEL + Math.log(hertz / BREAK_HZ) / LOG_STEP;
    }

    static double toHertz(double mel) {
        return mel < BREAK_MEL
                ? mel * LINEAR_STEP_HZ
                : BREAK_HZ * Math.exp((mel - BREAK_MEL) * LOG_STEP);
    }
}
