package dev.lockstep.view.compliance;

/**
 * How bad an error is for a viewer, with the weights of the NER model (Romero-Fresco and Pérez
 * 2015): a minor error can be followed, a standard one loses a piece of meaning, a serious one
 * gives another meaning that a viewer cannot notice.
 */
public enum Severity {
    /** The word is right. */
    NONE(0),
    /** Weight 0.25. */
    MINOR(0.25),
    /** Weight 0.5. */
    STANDARD(0.5),
    /** Weight 1. */
    SERIOUS(1);

    private final double weight;

    Severity(double weight) {
        this.weight = weight;
    }

    /** What it takes from the score. */
    public double weight() {
        return weight;
    }
}
