package dev.lockstep.view.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.view.model.TurnView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the order of joining, reading and publishing: beginning and changes are the state. */
class ChangeHubProperties {
    /** Keeps what it is sent; ready only when it is told so. */
    private static final class Kept implements Transport {
        final List<Message> sent = new ArrayList<>();
        boolean ready;

        @Override
        public String name() {
            return "kept";
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void send(Message message) {
            sent.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close(ViewerEnd end) {}

        @Override
        public void abort() {}
    }

    private static TurnView turn(int number, int revision) {
        return new TurnView(
                number, revision, 0, 0, null, 1, "t", List.of(), List.of(), revision > 1);
    }

    @Property
    void everyViewerEndsWithTheFinalState(
            @ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> turns,
            @ForAll @IntRange(max = 60) int joinAt,
            @ForAll @IntRange(max = 60) int readyAt,
            @ForAll @IntRange(max = 60) int leaveAt,
            @ForAll @IntRange(min = 1, max = 20) int history) {
        ChangeHub hub = new ChangeHub(new HistoryConf(history, 1 << 20, 1 << 20), 7);
        Map<Integer, Integer> state = new TreeMap<>();
        Map<Integer, Integer> seen = new TreeMap<>();
        Kept first = new Kept();
        Kept second = new Kept();
        Viewer viewer = null;
        Optional<Position> last = Optional.empty();
        for (int i = 0; i <= turns.size(); i++) {
            if (i == joinAt) {
                viewer = viewer(first);
                viewer.open(begin(hub.join("s", viewer, Optional.empty()), state, seen));
            }
            if (viewer != null && i == readyAt) {
                first.ready = true;
                viewer.signal();
            }
            if (viewer != null && i == leaveAt && i > joinAt) {
                hub.leave("s", viewer);
                last = keep(first, seen);
                viewer = viewer(second);
                second.ready = true;
                viewer.open(begin(hub.join("s", viewer, last), state, seen));
            }
            if (i < turns.size()) {
                int number = turns.get(i);
                int revision = state.merge(number, 1, Integer::sum);
                hub.changed("s", ChangeType.TURN, turn(number, revision));
            }
        }
        if (viewer == null) {
            viewer = viewer(first);
            viewer.open(begin(hub.join("s", viewer, Optional.empty()), state, seen));
        }
        first.ready = true;
        viewer.signal();
        keep(first, seen);
        keep(second, seen);
        assertThat(seen).isEqualTo(state);
    }

    private static Viewer viewer(Transport transport) {
        return new Viewer(transport, 100, 1 << 20, Runnable::run, gone -> {});
    }

    /** What the server makes of a beginning, with a snapshot of the state as it is by then. */
    private static List<Message> begin(
            Beginning beginning, Map<Integer, Integer> state, Map<Integer, Integer> seen) {
        if (!beginning.snapshot()) {
            return beginning.missed();
        }
        seen.clear();
        seen.putAll(state);
        return List.of(Message.of(beginning.at().toString(), Message.SNAPSHOT, null, "{}"));
    }

    /** Ids rise, and each change carries a higher revision than what was seen of its turn. */
    private static Optional<Position> keep(Kept transport, Map<Integer, Integer> seen) {
        Optional<Position> last = Optional.empty();
        for (Message message : transport.sent) {
            String text = message.text();
            Position position = Position.parse(text.substring(7, text.indexOf('"', 7)));
            assertThat(position.sequence()).isGreaterThan(last.map(Position::sequence).orElse(-1L));
            last = Optional.of(position);
            if (message.type().equals("turn")) {
                int number = number(text, "\"turn\":");
                int revision = number(text, "\"revision\":");
                assertThat(revision).isGreaterThan(seen.getOrDefault(number, 0));
                seen.put(number, revision);
            }
        }
        transport.sent.clear();
        return last;
    }

    private static int number(String text, String field) {
        int from = text.lastIndexOf(field) + field.length();
        int to = from;
        while (Character.isDigit(text.charAt(to))) {
            to++;
        }
        return Integer.parseInt(text.substring(from, to));
    }
}
