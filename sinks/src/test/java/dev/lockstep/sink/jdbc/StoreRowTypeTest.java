package dev.lockstep.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sink.store.Rows;
import dev.lockstep.sink.store.StoreRow;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows travel through Flink without Kryo, absent parts included. */
class StoreRowTypeTest {
    static StoreRow[] rows() {
        return new StoreRow[] {
            Rows.stream("s", 1, 2),
            Rows.caption("s", 1, 2),
            Rows.window("s", 1, 1),
            Rows.ledger("s", 4),
            Rows.passage("s", "k", 0, 1, 2, new float[] {1, 2}),
            Rows.passage("s", "k", 0, 1, 2, null)
        };
    }

    @ParameterizedTest
    @MethodSource("rows")
    void comesOutAsItWentIn(StoreRow row) throws IOException {
        TypeInformation<StoreRow> type = TypeInformation.of(StoreRow.class);
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeSerializer<StoreRow> serializer = type.createSerializer(config);
        DataOutputSerializer out = new DataOutputSerializer(256);

        serializer.serialize(row, out);

        assertThat(type).isInstanceOf(PojoTypeInfo.class);
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(row);
    }
}
