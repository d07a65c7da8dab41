package dev.lockstep.load.evaluate;

/** What can be evaluated by itself. */
public enum EvaluationPart {
    /** Results against references. */
    ACCURACY,
    /** The same where something is missing, damaged or hostile. */
    ROBUSTNESS,
    /** What items cost. */
    EFFICIENCY,
    /** The same by groups. */
    FAIRNESS
}
