package dev.lockstep.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinTokenizerTest {
    @TempDir Path folder;

    private Path write(String... pieces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String piece : pieces) {
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= 128) {
                out.write(128 + bytes.length % 128);
                out.write(bytes.length / 128);
            } else {
                out.write(bytes.length);
            }
            out.writeBytes(bytes);
        }
        return Files.write(folder.resolve("tokenizer.bin"), out.toByteArray());
    }

    @Test
    void joinsPiecesBytesAndLongTokensAndSkipsSpecialOnes() throws Exception {
        String longPiece = "x".repeat(300);
        BinTokenizer tokenizer =
                BinTokenizer.read(
                        write(
                                "<unk>",
                                "<s>",
                                "</s>",
                                "▁caf",
                                "<0xC3>",
                                "<0xA9>",
                                "▁best",
                                ".",
                                "▁" + longPiece));
        assertThat(tokenizer.size()).isEqualTo(9);
        int[] tokens = {1, 3, 4, 5, 6, 7, 8, 2};
        assertThat(tokenizer.text(tokens)).isEqualTo("café best. " + longPiece);
        assertThat(tokenizer.words(tokens))
                .extracting(Tokenizer.TokenWord::text)
                .containsExactly("café", "best.", longPiece);
        assertThat(tokenizer.words(tokens).get(1))
                .isEqualTo(new Tokenizer.TokenWord("best.", 4, 6));
    }

    @Test
    void aFileThatIsCutShortIsRefused() throws Exception {
        Path file = write("hello", "world");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 2));
        assertThatThrownBy(() -> BinTokenizer.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cut short");
    }
}
