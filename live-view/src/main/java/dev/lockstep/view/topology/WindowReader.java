package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.state.StreamState;
import dev.lockstep.view.state.WindowViews;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Makes views of windows, without the texts that moderation holds back. A text with moderation
 * scores whose verdict has not come yet is held back until it has.
 */
final class WindowReader {
    private static final byte PASSED = 0;
    private static final byte HELD = 1;

    private final ReadOnlyKeyValueStore<Bytes, byte[]> windows;

    WindowReader(ReadOnlyKeyValueStore<Bytes, byte[]> windows) {
        this.windows = windows;
    }

    WindowView view(AlignedWindow window, boolean settled, StreamState state) {
        return WindowViews.of(
                window, settled, state.origin(), member -> isHeld(state.stream(), member));
    }

    private boolean isHeld(String stream, WindowMember member) {
        if (!WindowViews.isModerated(member)) {
            return false;
        }
        int records = Math.max(1, member.getRecords());
        for (int i = 0; i < records; i++) {
            byte[] row =
                    windows.get(
                            Keys.verdict(
                                    stream,
                                    member.getSourceId(),
                                    member.getEpoch(),
                                    member.getSequence() + i));
            if (row == null ? !member.getModeration().isEmpty() : row[0] == HELD) {
                return true;
            }
        }
        return false;
    }

    static byte[] row(TextVerdict verdict, long eventTimeUs) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put(verdict == TextVerdict.HOLD ? HELD : PASSED)
                .putLong(eventTimeUs)
                .array();
    }

    static long eventTimeUs(byte[] row) {
        return ByteBuffer.wrap(row).getLong(1);
    }
}
