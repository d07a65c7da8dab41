package dev.lockstep.local.summary;

/**
 * The three lags of a run.
 *
 * @param shown per word: its end in the sound to the first caption that shows it in its place
 * @param committed per word: its end in the sound to the first caption that commits it
 * @param finals per utterance: the end of its last word to its final caption
 */
record Lags(LagSamples shown, LagSamples committed, LagSamples finals) {
    Lags() {
        this(new LagSamples(), new LagSamples(), new LagSamples());
    }
}
