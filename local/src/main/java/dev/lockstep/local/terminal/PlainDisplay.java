package dev.lockstep.local.terminal;

import dev.lockstep.schema.avro.Caption;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/** Lines for a file, a pipe or a log: final captions only, and a note of progress now and then. */
final class PlainDisplay implements Display {
    private static final long NOTE_INTERVAL_NS = 5_000_000_000L;

    private final PrintStream out;
    private final LongSupplier nanoClock;
    private String lastWhat = "";
    private long lastNoteNs;

    PlainDisplay(PrintStream out, LongSupplier nanoClock) {
        this.out = out;
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized void caption(Caption caption) {
        if (caption.getIsFinal() && !caption.getWords().isEmpty()) {
            line("[" + TimeCode.of(caption.getPtsUs()) + "] " + CaptionWords.text(caption));
        }
    }

    @Override
    public synchronized void line(String text) {
        out.println(Printable.of(text));
        out.flush();
    }

    @Override
    public synchronized void progress(String what, long done, long total) {
        long now = nanoClock.getAsLong();
        boolean again = what.equals(lastWhat);
        if (again && now - lastNoteNs < NOTE_INTERVAL_NS) {
            return;
        }
        lastWhat = what;
        lastNoteNs = now;
        line(again ? what + ": " + ProgressBar.amount(done, total) : what + " ...");
    }

    @Override
    public void settle() {
        // Every line is for good.
    }
}
