package dev.lockstep.schema.serde;

import dev.lockstep.schema.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;

/** Writes as a producer does that was built from another version of a schema. */
public final class OlderWriter {
    private OlderWriter() {}

    /** The fields that both versions have, in the wire format. */
    public static byte[] encode(SchemaRegistry registry, Schema schema, IndexedRecord from)
            throws IOException {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            Schema.Field source = from.getSchema().getField(field.name());
            record.put(
                    field.pos(),
                    source == null
                            ? GenericData.get().getDefaultValue(field)
                            : from.get(source.pos()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeByte(0);
        data.writeInt(registry.register("older", schema));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema, SpecificData.get()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
