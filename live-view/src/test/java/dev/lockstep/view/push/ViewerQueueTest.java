package dev.lockstep.view.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue of a viewer, and what its messages look like. */
class ViewerQueueTest {
    private static Message message(int number, String key) {
        return Message.of("1." + number, "caption", key, "{\"n\":" + number + "}");
    }

    private static List<String> drain(ViewerQueue queue) {
        List<String> texts = new ArrayList<>();
        for (Message next = queue.poll(); next != null; next = queue.poll()) {
            texts.add(next.text());
        }
        return texts;
    }

    @Test
    void newerRevisionTakesThePlaceOfAnOlderOneAtTheEnd() {
        ViewerQueue queue = new ViewerQueue(2, 1_000);
        assertThat(queue.offer(message(1, "a"))).isTrue();
        assertThat(queue.offer(message(2, "b"))).isTrue();
        assertThat(queue.offer(message(3, "a"))).isTrue();
        assertThat(queue.offer(message(4, "c"))).isFalse();
        assertThat(drain(queue))
                .containsExactly(
                        "{\"id\":\"1.2\",\"type\":\"caption\",\"data\":{\"n\":2}}",
                        "{\"id\":\"1.3\",\"type\":\"caption\",\"data\":{\"n\":3}}");
    }

    @Test
    void bytesAreBoundedAndGivenBack() {
        Message one = message(1, "a");
        ViewerQueue queue = new ViewerQueue(100, 2L * one.size());
        assertThat(queue.offer(one)).isTrue();
        assertThat(queue.offer(message(2, "b"))).isTrue();
        assertThat(queue.offer(message(3, "c"))).isFalse();
        assertThat(queue.poll()).isNotNull();
        assertThat(queue.offer(message(4, "d"))).isTrue();
        assertThat(queue.offer(message(5, "b"))).isTrue();
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void beginningComesFirstWhateverItsSize() {
        ViewerQueue queue = new ViewerQueue(1, 100);
        queue.offer(message(3, "a"));
        queue.prepend(List.of(message(1, "a"), message(2, "a")));
        assertThat(drain(queue))
                .extracting(text -> text.substring(7, 10))
                .containsExactly("1.1", "1.2", "1.3");
    }

    @Test
    void closedQueueKeepsOnlyTheLastMessage() {
        ViewerQueue queue = new ViewerQueue(10, 1_000);
        queue.offer(message(1, "a"));
        queue.close(Message.of(null, "dropped", null, "{}"));
        assertThat(queue.offer(message(2, "b"))).isTrue();
        assertThat(drain(queue)).containsExactly("{\"id\":null,\"type\":\"dropped\",\"data\":{}}");
    }

    @Test
    void messageAsEvent() {
        assertThat(new String(message(7, "a").event(), StandardCharsets.UTF_8))
                .isEqualTo("id: 1.7\nevent: caption\ndata: {\"n\":7}\n\n");
    }

    @Test
    void positionsComeBackAsTheyWent() {
        for (Position position : List.of(new Position(-1, 0), new Position(255, 12))) {
            assertThat(Position.parse(position.toString())).isEqualTo(position);
        }
        for (String bad :
                List.of("", "1", "1.", ".1", "g.1", "1.-1", "1.1 ", "1.9999999999999999999")) {
            assertThatThrownBy(() -> Position.parse(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("send the id of the last message");
        }
    }
}
