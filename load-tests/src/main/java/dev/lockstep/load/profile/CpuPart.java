package dev.lockstep.load.profile;

/** What CPU time is spent on. */
public enum CpuPart {
    /** Models: what runs below ONNX Runtime's Java classes, voice activity detection included. */
    ONNX_RUNTIME("ONNX Runtime", false),
    /** Reading media: what runs below FFmpeg's Java classes. */
    FFMPEG("FFmpeg", false),
    /** The broker's threads. */
    KAFKA_BROKER("Kafka, broker", false),
    /** Producers and consumers, in whatever thread. */
    KAFKA_CLIENTS("Kafka, clients", false),
    /** Flink and what it brings, such as Pekko. */
    FLINK("Flink", true),
    /** Encoding and decoding records. */
    AVRO("Avro", true),
    /** Code of Lockstep. */
    LOCKSTEP("Lockstep", true),
    /** Compilers of the JVM. */
    COMPILER("JVM, compilers", true),
    /** Garbage collection. */
    COLLECTOR("JVM, garbage collection", true),
    /** What belongs to none of them. */
    REST("the rest", true);

    private final String title;
    private final boolean outside;

    CpuPart(String title, boolean outside) {
        this.title = title;
        this.outside = outside;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** Whether it counts as time outside ONNX Runtime, FFmpeg and Kafka's own work. */
    public boolean isOutside() {
        return outside;
    }
}
