package dev.lockstep.schema.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class FlinkTypesTest {
    @Test
    void rawRecordsAreSerialisedWithoutKryo() throws Exception {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(RawRecord.class);
        TypeSerializer<RawRecord> serializer =
                TypeInformation.of(RawRecord.class).createSerializer(new SerializerConfigImpl());
        RawRecord record = new RawRecord("t", 1, 2, 3, null, new byte[] {4});

        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(record, out);

        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(record);
    }

    @Test
    void recordsOfAllTopicsAreSerialisedByAvro() {
        for (Topic<? extends SpecificRecordBase> topic : Topics.all()) {
            assertThat(
                            TypeInformation.of(topic.type())
                                    .createSerializer(new SerializerConfigImpl()))
                    .as(topic.name())
                    .isInstanceOf(AvroSerializer.class);
        }
    }
}
