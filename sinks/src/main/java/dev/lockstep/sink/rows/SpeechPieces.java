package dev.lockstep.sink.rows;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what was said into pieces of 20 s at most, so that a hit leads to the moment: after the last
 * sentence that fits, else between two words. Stateless.
 */
final class SpeechPieces {
    /** Longest piece, µs. */
    static final long LONGEST_US = 20_000_000;

    private SpeechPieces() {}

    /**
     * A piece.
     *
     * @param startUs event time, µs since the epoch
     * @param endUs event time, µs since the epoch
     */
    record Piece(long startUs, long endUs, String text) {}

    /** The pieces of a caption; none where nothing was said. */
    static List<Piece> of(Caption caption) {
        List<Word> words =
                caption.getWords().stream().filter(word -> !word.getText().isBlank()).toList();
        long startUs = caption.getEventTimeUs();
        long endUs = startUs + caption.getDurationUs();
        if (words.isEmpty() || endUs - startUs <= LONGEST_US) {
            String text = CaptionRows.text(caption);
            return text.isEmpty() ? List.of() : List.of(new Piece(startUs, endUs, text));
        }
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (from < words.size()) {
            int to = end(words, from);
            pieces.add(piece(words.subList(from, to)));
            from = to;
        }
        return pieces;
    }

    /** Index after the last word of the piece that begins at a word. */
    private static int end(List<Word> words, int from) {
        long limitUs = words.get(from).getStartUs() + LONGEST_US;
        int sentence = from;
        int at = from;
        while (at < words.size() && (at == from || words.get(at).getEndUs() <= limitUs)) {
            at++;
            if (endsSentence(words.get(at - 1).getText())) {
                sentence = at;
            }
        }
        return at == words.size() || sentence == from ? at : sentence;
    }

    private static boolean endsSentence(String word) {
        char last = word.stripTrailing().charAt(word.stripTrailing().length() - 1);
        return last == '.' || last == '?' || last == '!' || last == '…' || last == '。';
    }

    private static Piece piece(List<Word> words) {
        return new Piece(
                words.get(0).getStartUs(),
                words.get(words.size() - 1).getEndUs(),
                String.join(" ", words.stream().map(word -> word.getText().strip()).toList()));
    }
}
