package dev.lockstep.schema.serde;

import dev.lockstep.schema.InMemorySchemaRegistry;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A program for a JVM with a small heap: reads records of a few bytes that claim to hold hundreds
 * of megabytes, and says what became of each.
 */
public final class AvroBombs {
    /** 512 MiB as Avro's length of a bytes field, in 5 bytes. */
    private static final byte[] HALF_A_GIB = {
        (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x04
    };

    /** A block of 200 million items, then the end of the array, in 6 bytes. */
    private static final byte[] NULLS = {
        (byte) 0x80, (byte) 0x88, (byte) 0xde, (byte) 0xbe, 0x01, 0
    };

    private AvroBombs() {}

    /** Argument {@code ours} reads with our decoder, {@code relocated} with the client's Avro. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        if (arguments[0].equals("ours")) {
            out.println("bytes " + decode(reordered("payload"), HALF_A_GIB));
            out.println("nulls " + decode(withArrayOfNulls(), NULLS));
        } else {
            out.println("relocated " + relocated());
        }
    }

    private static String decode(Schema writer, byte[] body) throws Exception {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        new DataOutputStream(value).writeByte(0);
        new DataOutputStream(value).writeInt(registry.register("bomb", writer));
        value.write(body);
        try {
            new AvroRecordDecoder<>(Topics.MEDIA_AUDIO, registry).decode(value.toByteArray());
            return "read";
        } catch (UndecodableRecordException e) {
            Throwable cause = e.getCause();
            return e.kind() + " " + (cause == null ? "-" : cause.getClass().getSimpleName());
        }
    }

    /** An audio chunk's schema with one field before all others. */
    static Schema reordered(String first) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : AudioChunk.getClassSchema().getFields()) {
            fields.add(
                    field.name().equals(first) ? 0 : fields.size(),
                    new Schema.Field(field, field.schema()));
        }
        return record(fields);
    }

    /** An audio chunk's schema that begins with an array which readers have to skip. */
    static Schema withArrayOfNulls() {
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(
                new Schema.Field("nothing", Schema.createArray(Schema.create(Schema.Type.NULL))));
        for (Schema.Field field : AudioChunk.getClassSchema().getFields()) {
            fields.add(new Schema.Field(field, field.schema()));
        }
        return record(fields);
    }

    private static Schema record(List<Schema.Field> fields) {
        Schema chunk = AudioChunk.getClassSchema();
        return Schema.createRecord(chunk.getName(), null, chunk.getNamespace(), false, fields);
    }

    private static String relocated() {
        var schema =
                org.apache.flink.avro.shaded.org.apache.avro.Schema.createArray(
                        org.apache.flink.avro.shaded.org.apache.avro.Schema.create(
                                org.apache.flink.avro.shaded.org.apache.avro.Schema.Type.NULL));
        var reader =
                new org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader<Object>(
                        schema);
        try {
            reader.read(
                    null,
                    org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory.get()
                            .binaryDecoder(NULLS, null));
            return "read";
        } catch (Exception | OutOfMemoryError e) {
            return e.getClass().getSimpleName();
        }
    }
}
