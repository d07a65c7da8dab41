package dev.lockstep.inference.fusion;

/** A linear map from the vectors of all modalities, one after the other, to one. Immutable. */
public interface Projection {
    /** What it is called beside the strategy's name. */
    String name();

    /**
     * Maps.
     *
     * @param joined the vectors of {@link ProjectionFusion#ORDER}, each {@code dimension} long, 0
     *     where there is none
     * @throws dev.lockstep.inference.model.ModelException if it is made for another dimension
     */
    double[] apply(double[] joined);
}
