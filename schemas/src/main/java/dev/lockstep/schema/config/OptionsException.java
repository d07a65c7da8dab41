package dev.lockstep.schema.config;

import java.util.List;

/** Options that cannot be used as they are set; says all that is wrong at once, a line for each. */
public class OptionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * @param problems one sentence each, not empty
     */
    public OptionsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each. */
    public List<String> problems() {
        return problems;
    }
}
