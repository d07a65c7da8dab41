package dev.lockstep.load.report;

import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.local.terminal.ProgressBar;
import dev.lockstep.local.terminal.TerminalKind;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Tells how far a benchmark is: a bar that is drawn over where a person looks on, a line for each
 * trial elsewhere. Thread-safe.
 */
public final class BenchProgress implements TrialProgress {
    private static final String CLEAR = "\r\033[K";
    private static final int STEPS = 1_000;

    private final PrintWriter err;
    private final TerminalKind kind;
    private String shown = "";

    private BenchProgress(PrintWriter err, TerminalKind kind) {
        this.err = err;
        this.kind = kind;
    }

    /** Progress on standard error of this process. */
    public static BenchProgress on(PrintWriter err, Map<String, String> environment) {
        return new BenchProgress(err, TerminalKind.detect(2, environment));
    }

    @Override
    public synchronized void at(String system, int streams, double share) {
        String what = system + ", " + streams + (streams == 1 ? " stream" : " streams");
        show(what, share);
    }

    /**
     * How far something else is.
     *
     * @param share 0..1
     */
    public synchronized void show(String what, double share) {
        if (kind.interactive()) {
            String line = ProgressBar.line(what, Math.round(share * STEPS), STEPS, kind.columns());
            if (!line.equals(shown)) {
                err.print(CLEAR + line);
                err.flush();
                shown = line;
            }
        } else if (!what.equals(shown) && share < 1) {
            err.println(what);
            err.flush();
            shown = what;
        }
    }

    /** Leaves the line free for what is printed next. */
    public synchronized void settle() {
        if (kind.interactive() && !shown.isEmpty()) {
            err.print(CLEAR);
            err.flush();
        }
        shown = "";
    }
}
