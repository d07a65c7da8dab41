package dev.lockstep.local.terminal;

import dev.lockstep.schema.avro.Caption;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A terminal: lines for good scroll up, below them stands what is in the making (captions with
 * their tentative words dim, or a bar) and is drawn over itself.
 */
final class LiveDisplay implements Display {
    private static final String TO_LINE_START_AND_ERASE_BELOW = "\r\u001b[J";
    private static final int FINISHED_KEPT = 1000;

    private final PrintStream out;
    private final Supplier<TerminalKind> terminal;
    private final Map<Key, Caption> open = new LinkedHashMap<>();
    private final Set<Key> finished = new HashSet<>();
    private String progress = "";
    private int linesBelow;

    private record Key(String stream, String source, long utterance) {}

    LiveDisplay(PrintStream out, Supplier<TerminalKind> terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void caption(Caption caption) {
        Key key = new Key(caption.getStreamId(), caption.getSourceId(), caption.getUtterance());
        if (caption.getEndOfStream() || finished.contains(key)) {
            return;
        }
        StringBuilder frame = erase();
        if (caption.getIsFinal()) {
            open.remove(key);
            if (finished.size() >= FINISHED_KEPT) {
                finished.clear();
            }
            finished.add(key);
            if (!caption.getWords().isEmpty()) {
                caption(caption, terminal.get()).forEach(line -> frame.append(line).append('\n'));
            }
        } else {
            Caption shown = open.get(key);
            if (shown == null || shown.getRevision() <= caption.getRevision()) {
                open.put(key, caption);
            }
        }
        draw(frame);
    }

    @Override
    public synchronized void line(String text) {
        draw(erase().append(Printable.of(text)).append('\n'));
    }

    @Override
    public synchronized void progress(String what, long done, long total) {
        String line = ProgressBar.line(what, done, total, terminal.get().columns());
        if (!line.equals(progress)) {
            progress = line;
            draw(erase());
        }
    }

    @Override
    public synchronized void settle() {
        StringBuilder frame = erase();
        progress = "";
        open.clear();
        out.print(frame);
        out.flush();
    }

    private StringBuilder erase() {
        StringBuilder frame = new StringBuilder();
        if (linesBelow > 1) {
            frame.append("\u001b[").append(linesBelow - 1).append('A');
        }
        if (linesBelow > 0) {
            frame.append(TO_LINE_START_AND_ERASE_BELOW);
        }
        linesBelow = 0;
        return frame;
    }

    private void draw(StringBuilder frame) {
        TerminalKind kind = terminal.get();
        StringBuilder below = new StringBuilder();
        for (Caption caption : open.values()) {
            for (String line : caption(caption, kind)) {
                below.append(linesBelow++ == 0 ? "" : "\n").append(line);
            }
        }
        if (!progress.isEmpty()) {
            below.append(linesBelow++ == 0 ? "" : "\n").append(progress);
        }
        // One write for the whole frame, or it flickers.
        out.print(frame.append(below));
        out.flush();
    }

    private static List<String> caption(Caption caption, TerminalKind kind) {
        String prefix = "[" + TimeCode.of(caption.getPtsUs()) + "] ";
        return CaptionLayout.lines(
                prefix, CaptionLayout.words(CaptionWords.of(caption), kind), kind);
    }
}
