package dev.lockstep.schema.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flink.StreamItemSerializer;
import dev.lockstep.schema.flink.StreamItemTypeInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

class ItemCodecProperties {
    private static final String[] TEXTS = {"", "a", "ünï¢ødé 🎬", "x".repeat(70_000)};

    @Property(tries = 300)
    void readsWhatItWrote(@ForAll("items") StreamItem item) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ItemCodec.write(item, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(ItemCodec.read(in)).isEqualTo(item);
        assertThat(in.available()).isZero();
    }

    @Property(tries = 100)
    void travelsThroughFlinkWithoutKryo(@ForAll("items") StreamItem item) throws IOException {
        var serializer = StreamItemTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl());
        assertThat(serializer).isSameAs(StreamItemSerializer.INSTANCE);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(item, out);
        byte[] written = out.getCopyOfBuffer();
        assertThat(serializer.deserialize(new DataInputDeserializer(written))).isEqualTo(item);
        DataOutputSerializer copied = new DataOutputSerializer(64);
        serializer.copy(new DataInputDeserializer(written), copied);
        assertThat(copied.getCopyOfBuffer()).isEqualTo(written);
        assertThat(serializer.copy(item)).isEqualTo(item);
    }

    /** As layout 1 wrote a content, byte by byte: a flag, text, labels, lines, score, embedding. */
    @Property(tries = 1)
    void aContentOfTheFirstLayoutIsStillRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBoolean(true);
        ItemCodec.writeText("hello", out);
        out.writeInt(1);
        ItemCodec.writeText("bottle", out);
        out.writeInt(0);
        out.writeFloat(0.5f);
        out.writeInt(1);
        out.writeFloat(1f);
        assertThat(
                        ItemCodec.readContent(
                                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(
                        new ItemContent(
                                "hello", List.of("bottle"), List.of(), 0.5f, new float[] {1}));
    }

    @Provide
    Arbitrary<StreamItem> items() {
        return Arbitraries.longs().map(ItemCodecProperties::item);
    }

    private static StreamItem item(long seed) {
        Random random = new Random(seed);
        return new StreamItem(
                text(random),
                text(random),
                Modality.values()[random.nextInt(Modality.values().length)],
                ItemRole.values()[random.nextInt(ItemRole.values().length)],
                random.nextInt(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean(),
                texts(random),
                random.nextBoolean() ? content(random) : null,
                random.nextBoolean() ? new SpeechMark(random.nextLong(), random.nextLong()) : null,
                random.nextBoolean() ? spoken(random) : null);
    }

    private static ItemContent content(Random random) {
        float score = random.nextBoolean() ? Float.NaN : random.nextFloat();
        ItemContent content =
                random.nextBoolean()
                        ? ItemContent.seen(texts(random), texts(random), score)
                        : ItemContent.text(text(random)).withScore(score);
        if (random.nextBoolean()) {
            content =
                    content.withLanguage(
                            random.nextBoolean() ? null : text(random),
                            Map.of(text(random), random.nextFloat(), "b", 1f));
        }
        return random.nextBoolean() ? content : content.withEmbedding(embedding(random));
    }

    private static float[] embedding(Random random) {
        float[] embedding = new float[random.nextInt(400)];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = (float) random.nextGaussian();
        }
        return embedding;
    }

    private static SpokenWords spoken(Random random) {
        List<SpokenWord> words = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            words.add(
                    new SpokenWord(
                            text(random),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextFloat()));
        }
        return new SpokenWords(
                random.nextLong(), random.nextBoolean(), random.nextBoolean(), words);
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text(random));
        }
        return texts;
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
