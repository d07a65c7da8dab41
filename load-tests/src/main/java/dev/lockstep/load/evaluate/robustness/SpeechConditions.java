package dev.lockstep.load.evaluate.robustness;

import dev.lockstep.inference.speech.noise.NoiseMixer;
import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.schema.avro.AudioChunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is done to sound on its way. Stateless. */
final class SpeechConditions {
    private static final List<Integer> RATIOS_DB = List.of(20, 10, 5);
    private static final List<Integer> LOST_PERCENT = List.of(1, 5, 10);
    private static final int REPEATED_PERCENT = 10;
    private static final int TALKERS = 6;

    private SpeechConditions() {}

    /** Something that happens to a sound. */
    @FunctionalInterface
    interface Condition {
        /**
         * The chunks that arrive.
         *
         * @param seed another for each item
         */
        List<AudioChunk> of(short[] samples, long seed);
    }

    /**
     * All of them by name, the mildest of a kind first.
     *
     * @param voices what babble is made of; without any there is none
     */
    static Map<String, Condition> all(List<short[]> voices) {
        Map<String, Condition> all = new LinkedHashMap<>();
        for (int ratio : RATIOS_DB) {
            all.put(
                    "white noise " + ratio + " dB",
                    (samples, seed) -> chunks(new NoiseMixer(seed).white(samples, ratio)));
        }
        for (int ratio : voices.isEmpty() ? List.<Integer>of() : RATIOS_DB) {
            all.put(
                    "babble " + ratio + " dB",
                    (samples, seed) ->
                            chunks(new NoiseMixer(seed).babble(samples, voices, TALKERS, ratio)));
        }
        for (int percent : LOST_PERCENT) {
            all.put(
                    percent + " % of chunks lost",
                    (samples, seed) -> PacketLoss.drop(chunks(samples), percent / 100.0, seed));
        }
        all.put(
                REPEATED_PERCENT + " % of chunks twice",
                (samples, seed) ->
                        PacketLoss.repeat(chunks(samples), REPEATED_PERCENT / 100.0, seed));
        return all;
    }

    private static List<AudioChunk> chunks(short[] samples) {
        return new ArrayList<>(SoundChunks.of(samples, List.of()));
    }
}
