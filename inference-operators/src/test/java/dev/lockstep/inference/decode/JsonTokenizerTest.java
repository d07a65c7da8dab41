package dev.lockstep.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTokenizerTest {
    @TempDir Path folder;

    private JsonTokenizer read(String json) throws Exception {
        return JsonTokenizer.read(Files.writeString(folder.resolve("tokenizer.json"), json));
    }

    @Test
    void byteLevelPiecesAreSpelledInGpt2sCharacters() throws Exception {
        JsonTokenizer tokenizer =
                read(
                        """
                        {"decoder": {"type": "ByteLevel"},
                         "model": {"vocab": {"Ġcaf": 0, "Ã": 1, "©": 2, "Ġbest": 3, ".": 4}},
                         "added_tokens": [{"id": 6, "content": "<|endoftext|>"}]}
                        """);

        int[] tokens = {0, 1, 2, 3, 4, 5, 6};
        assertThat(tokenizer.text(tokens)).isEqualTo("café best.");
        assertThat(tokenizer.words(tokens))
                .containsExactly(
                        new Tokenizer.TokenWord("café", 0, 3),
                        new Tokenizer.TokenWord("best.", 3, 7));
        assertThat(tokenizer.added("<|endoftext|>")).contains(6);
        assertThat(tokenizer.added("<|en|>")).isEmpty();
    }

    @Test
    void otherPiecesAreThoseOfSentencePiece() throws Exception {
        JsonTokenizer tokenizer =
                read(
                        """
                        {"decoder": {"type": "Sequence"},
                         "model": {"vocab": {"<s>": 0, "▁caf": 1, "<0xC3>": 2, "<0xA9>": 3}},
                         "added_tokens": [{"id": 0, "content": "<s>"}]}
                        """);

        assertThat(tokenizer.text(new int[] {0, 1, 2, 3})).isEqualTo("café");
    }

    @Test
    void wordPiecesGoOnAWordWhereTheySaySo() throws Exception {
        JsonTokenizer tokenizer =
                read(
                        """
                        {"decoder": {"type": "WordPiece"},
                         "model": {"vocab": {"a": 0, "sun": 1, "##set": 2, "[SEP]": 3}},
                         "added_tokens": [{"id": 3, "content": "[SEP]"}]}
                        """);

        assertThat(tokenizer.text(new int[] {0, 1, 2, 3})).isEqualTo("a sunset");
    }

    @Test
    void aFileWithoutAVocabularyIsRefused() {
        assertThatThrownBy(() -> read("{\"model\": {}}"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has no vocabulary");
    }
}
