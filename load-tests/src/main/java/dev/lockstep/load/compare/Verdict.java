package dev.lockstep.load.compare;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a comparison of one figure says. */
public enum Verdict {
    /** Better beyond noise and tolerance. */
    BETTER("better"),
    /** Worse beyond noise and tolerance. */
    WORSE("worse"),
    /** No difference can be told. */
    SAME("no difference told"),
    /** Too few repetitions to tell anything. */
    TOO_FEW("too few repetitions"),
    /** Only one of the two results has it. */
    MISSING("only in one result");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** For people. */
    @JsonValue
    public String text() {
        return text;
    }
}
