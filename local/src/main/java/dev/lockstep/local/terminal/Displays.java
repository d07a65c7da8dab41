package dev.lockstep.local.terminal;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Chooses the display that fits where the output goes. */
public final class Displays {
    private static final long RESIZE_CHECK_NS = TimeUnit.SECONDS.toNanos(5);

    private Displays() {}

    /**
     * A display that writes to {@code out}.
     *
     * @param kind what {@code out} is
     * @param environment asked for the width again every few seconds
     */
    public static Display of(
            PrintStream out,
            TerminalKind kind,
            Map<String, String> environment,
            LongSupplier nanoClock) {
        return kind.interactive()
                ? new LiveDisplay(out, watched(kind, environment, nanoClock))
                : new PlainDisplay(out, nanoClock);
    }

    private static Supplier<TerminalKind> watched(
            TerminalKind kind, Map<String, String> environment, LongSupplier nanoClock) {
        return new Supplier<>() {
            private TerminalKind now = kind;
            private long askedNs = nanoClock.getAsLong();

            @Override
            public TerminalKind get() {
                long time = nanoClock.getAsLong();
                if (time - askedNs > RESIZE_CHECK_NS) {
                    askedNs = time;
                    now = now.resized(environment);
                }
                return now;
            }
        };
    }
}
