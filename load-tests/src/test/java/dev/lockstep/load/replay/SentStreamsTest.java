package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.ArchiveSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which sources the job will wait for in vain. */
class SentStreamsTest {
    private static final ArchiveChannel CHANNEL =
            new ArchiveChannel(1, 1, "media.text", ArchiveSchema.ENCODING, Map.of());

    private final SentStreams sent = new SentStreams();

    @Test
    void noneWhereAllHaveEnded() {
        send("talk", "text-0", false, List.of("text-0"));
        send("talk", "text-0", true, List.of());
        assertThat(sent.withoutEnd()).isEmpty();
    }

    @Test
    void thoseThatWereSentWithoutAnEnd() {
        send("talk", "text-0", true, List.of());
        send("talk", "text-1", false, List.of());
        send("lobby", "text-0", true, List.of());
        assertThat(sent.withoutEnd()).containsExactly("talk (text-1)");
    }

    @Test
    void thoseThatWereOnlyAnnounced() {
        send("talk", "text-0", false, List.of("audio-0", "text-0", "video-0"));
        send("talk", "text-0", true, List.of());
        assertThat(sent.withoutEnd()).containsExactly("talk (audio-0, video-0)");
    }

    @Test
    void aSourceThatBeginsAnewHasNoEnd() {
        send("talk", "text-0", true, List.of());
        send("talk", "text-0", false, List.of());
        assertThat(sent.withoutEnd()).containsExactly("talk (text-0)");
    }

    private void send(String stream, String source, boolean end, List<String> announced) {
        RecordHead head = new RecordHead(stream, source, end, announced, null, 0, 0);
        ArchiveMessage message = new ArchiveMessage(CHANNEL, 0, 0, 0, new byte[0]);
        sent.add(stream, new Delivery(0, 1, message, head));
    }
}
