package dev.lockstep.sink.search;

/** A passage to store; media time in ms. */
record TestPassage(
        String stream, String source, String modality, String key, long startMs, String text) {
    /** Event time of the start of every stream, µs. */
    static final long ORIGIN_US = 1_700_000_000_000_000L;

    static final long LENGTH_MS = 2_000;

    static TestPassage speech(String stream, int second, String text) {
        return new TestPassage(
                stream, "audio-0", "speech", Integer.toString(second), second * 1000L, text);
    }
}
