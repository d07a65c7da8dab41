package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.producer.text.TextEntry;
import dev.lockstep.producer.text.TextFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionTextTest {
    @TempDir private Path dir;

    @Test
    void aFileIsReadByItsEnding() throws IOException {
        Path file = dir.resolve("talk.vtt");
        Files.writeString(file, "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n");
        try (TextFeed feed = Objects.requireNonNull(CaptionText.open(file.toString()))) {
            assertThat(feed.next().map(e -> ((TextEntry.Item) e).text())).contains("Hello");
        }
        assertThat(CaptionText.open(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "notes.txt", "notes.TXT"})
    void plainTextIsRefused(String name) {
        assertThatThrownBy(() -> CaptionText.open(name))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("does not say when");
    }

    @Test
    void aFileThatIsNotThereIsASentence() {
        assertThatThrownBy(() -> CaptionText.open(dir.resolve("none.srt").toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no file");
    }
}
