package dev.lockstep.local.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.stack.StackException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    private static final Path LOG = Path.of("/state/lockstep.log");

    @Test
    void ourOwnSentencesAreFoundUnderWhatWrapsThem() {
        Exception wrapped = new CompletionException(new StackException("The port is taken."));
        assertThat(FailureText.of(wrapped, LOG)).isEqualTo("The port is taken.");
    }

    @Test
    void aFullDiskIsNamed() {
        assertThat(
                        FailureText.of(
                                new FileSystemException("/x/y", null, "No space left on device"),
                                LOG))
                .startsWith("The disk is full (/x/y: No space left on device): free some space");
        assertThat(FailureText.of(new IOException("No space left on device"), LOG))
                .startsWith("The disk is full");
    }

    @Test
    void aSentenceAboutAFullDiskIsNotToldTwice() {
        String sentence = "/x/a.part cannot be written (No space left on device): free some.";
        assertThat(FailureText.of(new UserException(sentence), LOG)).isEqualTo(sentence);
    }

    @Test
    void aMissingFileIsASentence() {
        assertThat(FailureText.of(new NoSuchFileException("/a/b"), LOG))
                .isEqualTo("There is no file /a/b: check the path.");
    }

    @Test
    void whatNobodyForesawPointsToTheLog() {
        assertThat(
                        FailureText.of(
                                new RuntimeException("x", new IllegalStateException("deep\nmore")),
                                LOG))
                .isEqualTo(
                        "Something went wrong that should not (IllegalStateException: deep); the log"
                                + " /state/lockstep.log has the details.");
    }
}
