package dev.lockstep.local.terminal;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import java.util.List;
import java.util.stream.Collectors;

/** The words of a caption as they are shown. */
final class CaptionWords {
    private CaptionWords() {}

    static List<StyledWord> of(Caption caption) {
        return caption.getWords().stream()
                .map(
                        word ->
                                new StyledWord(
                                        word.getText(),
                                        word.getCommitted() || caption.getIsFinal()))
                .toList();
    }

    static String text(Caption caption) {
        return caption.getWords().stream().map(Word::getText).collect(Collectors.joining(" "));
    }
}
