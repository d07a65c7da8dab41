package dev.lockstep.inference.fusion;

/**
 * A random projection for where nobody has trained one: it needs no data and keeps cosines, by the
 * Johnson-Lindenstrauss lemma, with an error of about 1∕√rows. Entries are ±1∕√rows (Achlioptas,
 * "Database-friendly random projections", 2003), from SplitMix64 (Steele, Lea and Flood, 2014), so
 * that a seed gives the same matrix on every machine. As many rows as a modality's vector has
 * values. Thread-safe.
 */
public final class RandomProjection implements Projection {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;

    /**
     * @param seed tells one matrix from another
     */
    public RandomProjection(long seed) {
        this.seed = seed;
    }

    @Override
    public String name() {
        return "random-" + seed;
    }

    @Override
    public double[] apply(double[] joined) {
        int rows = joined.length / ProjectionFusion.ORDER.size();
        double[] projected = new double[rows];
        long state = seed;
        for (int column = 0; column < joined.length; column++) {
            for (int row = 0; row < rows; row += Long.SIZE) {
                state += GOLDEN_GAMMA;
                long signs = mixed(state);
                if (joined[column] == 0) {
                    continue;
                }
                int end = Math.min(rows, row + Long.SIZE);
                for (int at = row; at < end; at++) {
                    projected[at] += (signs & 1) == 0 ? joined[column] : -joined[column];
                    signs >>>= 1;
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            projected[row] /= Math.sqrt(rows);
        }
        return projected;
    }

    private static long mixed(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
