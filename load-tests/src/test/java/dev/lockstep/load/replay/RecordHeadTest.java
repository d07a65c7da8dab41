package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.TextEvent;
import java.io.IOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

/** Reading and changing the id of a stream in Avro bytes. */
class RecordHeadTest {
    @Test
    void itIsReadWithoutTheRest() throws IOException {
        RecordHead head = RecordHead.read(TextEvent.getClassSchema(), Recordings.avro(4, true));
        assertThat(head.streamId()).isEqualTo("talk");
        assertThat(head.sourceId()).isEqualTo("text-0");
        assertThat(head.end()).isTrue();
    }

    @Test
    void onlyTheIdChanges() throws IOException {
        byte[] avro = Recordings.avro(3, false);
        RecordHead head = RecordHead.read(TextEvent.getClassSchema(), avro);
        for (String id : new String[] {"", "talk", "talk-12", "ü".repeat(100)}) {
            TextEvent before = decode(avro);
            TextEvent after = decode(head.withStream(avro, id));
            assertThat(after.getStreamId()).isEqualTo(id);
            before.setStreamId(id);
            assertThat(after).isEqualTo(before);
        }
        assertThat(head.withStream(avro, "talk")).isEqualTo(avro);
    }

    private static TextEvent decode(byte[] avro) throws IOException {
        return new SpecificDatumReader<>(TextEvent.class)
                .read(null, DecoderFactory.get().binaryDecoder(avro, null));
    }
}
