package dev.lockstep.load.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.load.talk.Shown;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerMessageTest {
    @Test
    void readsEachForm() throws IOException {
        assertThat(PeerMessage.parse("{\"ready\": true, \"pids\": [12, 13]}"))
                .isEqualTo(new PeerMessage.Ready(List.of(12L, 13L)));
        assertThat(
                        PeerMessage.parse(
                                "{\"stream\": \"a\", \"line\": 3, \"text\": \"\u00e9t\u00e9\","
                                        + " \"settled\": false, \"at_ms\": 12.5}"))
                .isEqualTo(new PeerMessage.Line("a", new Shown(12.5, 3, "été", false)));
        assertThat(PeerMessage.parse("{\"done\": true, \"worst_backlog_ms\": 1.5}"))
                .isEqualTo(new PeerMessage.Done(1.5));
        assertThat(PeerMessage.parse("{\"error\": \"no model\"}"))
                .isEqualTo(new PeerMessage.Failed("no model"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "3",
                "{}",
                "{\"ready\": true}",
                "{\"done\": true}",
                "{\"stream\": \"a\", \"line\": 3, \"text\": \"x\", \"settled\": true}",
                "{\"stream\": \"a\", \"line\": 1.5, \"text\": \"x\", \"settled\": true, \"at_ms\": 1}"
            })
    void refusesAllElse(String line) {
        assertThatThrownBy(() -> PeerMessage.parse(line))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("said something that is not of the protocol: ");
    }
}
