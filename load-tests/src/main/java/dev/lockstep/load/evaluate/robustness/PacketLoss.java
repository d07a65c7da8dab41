package dev.lockstep.load.evaluate.robustness;

import dev.lockstep.schema.avro.AudioChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chunks of sound that go astray or come twice, each by itself (Bernoulli). What ends the source is
 * never lost, since Kafka keeps order and a producer repeats it. Stateless.
 */
public final class PacketLoss {
    private PacketLoss() {}

    /**
     * The chunks without some.
     *
     * @param share of them that is lost, 0..1
     */
    public static List<AudioChunk> drop(List<AudioChunk> chunks, double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AudioChunk> left = new ArrayList<>();
        for (AudioChunk chunk : chunks) {
            boolean lost = random.nextDouble() < share;
            if (!lost || chunk.getEndOfStream()) {
                left.add(chunk);
            }
        }
        return left;
    }

    /** The chunks with some again, right after themselves. */
    public static List<AudioChunk> repeat(List<AudioChunk> chunks, double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AudioChunk> more = new ArrayList<>();
        for (AudioChunk chunk : chunks) {
            more.add(chunk);
            if (random.nextDouble() < share) {
                more.add(chunk);
            }
        }
        return more;
    }
}
