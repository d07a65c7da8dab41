package dev.lockstep.load.replay;

/**
 * The ids under which the copies of a stream are played. Immutable.
 *
 * @param pattern with {@code {id}} for the id in the archive and {@code {copy}} for the number of
 *     the copy, from 1
 */
record StreamNaming(String pattern) {
    private static final String ID = "{id}";
    private static final String COPY = "{copy}";

    /** The id stays. */
    static final StreamNaming SAME = new StreamNaming(ID);

    /** Each copy has its number at the end. */
    static final StreamNaming NUMBERED = new StreamNaming(ID + "-" + COPY);

    /** True when copies of a stream would have one id. */
    boolean ambiguous(int copies) {
        return copies > 1 && !pattern.contains(COPY);
    }

    /** True when different streams would have one id. */
    boolean merges() {
        return !pattern.contains(ID);
    }

    /** The id of a copy of a stream. */
    String name(String id, int copy) {
        return pattern.replace(COPY, String.valueOf(copy)).replace(ID, id);
    }
}
