package dev.lockstep.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.producer.text.TextEntry;
import dev.lockstep.schema.avro.TextKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatFeedTest {
    @Test
    void theScriptsChatIsAFeed() {
        DemoScript script =
                DemoScript.parse(
                        List.of(
                                "> a.wav\tFirst",
                                "@ 0.5\tana\tHello",
                                "0\t1\tone",
                                "@ 2\tben\tBye"));
        assertThat(script.clips()).hasSize(1);
        assertThat(script.referenceText()).isEqualTo("one");
        try (ChatFeed feed = new ChatFeed(script.chat())) {
            assertThat(feed.next())
                    .contains(
                            new TextEntry.Item(
                                    OptionalLong.of(500_000),
                                    OptionalLong.empty(),
                                    0,
                                    TextKind.CHAT,
                                    "Hello",
                                    Optional.of("ana"),
                                    Optional.of("en")));
            feed.stop();
            assertThat(feed.next()).isEmpty();
        }
    }

    @Test
    void theStandardChatIsInOrderAndWithinTheTalk() {
        List<DemoScript.Chat> chat = DemoScript.standard().chat();
        assertThat(chat)
                .hasSizeBetween(5, 10)
                .isSortedAccordingTo((a, b) -> Long.compare(a.atUs(), b.atUs()));
        assertThat(chat.get(chat.size() - 1).atUs()).isLessThan(56_000_000);
    }
}
