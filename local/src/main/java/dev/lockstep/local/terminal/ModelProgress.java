package dev.lockstep.local.terminal;

import dev.lockstep.inference.catalog.ProgressListener;

/** Shows on a display how the fetching of models gets on. */
public final class ModelProgress implements ProgressListener {
    private final Display display;

    /** Progress for that display. */
    public ModelProgress(Display display) {
        this.display = display;
    }

    @Override
    public void progress(String what, long doneBytes, long totalBytes) {
        display.progress("fetching " + what, doneBytes, totalBytes);
    }

    @Override
    public void note(String sentence) {
        display.line(sentence);
    }
}
