package dev.lockstep.local.doctor;

/**
 * The result of one check. Immutable.
 *
 * @param level how bad it is
 * @param what what was looked at, a word or two
 * @param detail what was found
 * @param advice what to do about it; empty where nothing need be done
 */
public record Finding(Level level, String what, String detail, String advice) {
    /** How bad a finding is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Something will be slower, missing or fetched first. */
        WARN,
        /** Lockstep will not work. */
        FAIL
    }

    static Finding ok(String what, String detail) {
        return new Finding(Level.OK, what, detail, "");
    }

    static Finding warn(String what, String detail, String advice) {
        return new Finding(Level.WARN, what, detail, advice);
    }

    static Finding fail(String what, String detail, String advice) {
        return new Finding(Level.FAIL, what, detail, advice);
    }
}
