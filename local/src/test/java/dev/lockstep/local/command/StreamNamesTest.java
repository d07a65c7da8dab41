package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamNamesTest {
    @ParameterizedTest
    @CsvSource({
        "talk.mp4, talk",
        "/a/b/My talk (1).mp4, My-talk-1",
        "../x/archive.tar.gz, archive.tar",
        "-, stdin",
        "rtsp://user:secret@host:554/cam?key=1, host-554-cam",
        "https://example.org/live/a.m3u8, example.org-live-a.m3u8",
        "device:/dev/video0, video0",
        ".hidden, hidden",
        "///, stream"
    })
    void namesAreShortPlainAndWithoutSecrets(String input, String name) {
        assertThat(StreamNames.of(input)).isEqualTo(name);
    }
}
