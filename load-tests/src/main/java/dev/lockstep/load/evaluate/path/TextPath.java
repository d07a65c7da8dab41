package dev.lockstep.load.evaluate.path;

import dev.lockstep.inference.operator.CatalogueTextModels;
import dev.lockstep.inference.operator.TextModels;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.text.TextAnalyzerConf;
import dev.lockstep.inference.text.TextEncoder;
import dev.lockstep.inference.text.TextOutcome;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Language, moderation by a word list, and embedding as the job has them. One caller at a time;
 * close it to free the models.
 */
public final class TextPath implements AutoCloseable {
    /** Catalogue id of the sentence encoder. */
    public static final String ENCODER = "minilm";

    private static final String LANGUAGES = "opennlp-langdetect";

    private final TextModels.Lease lease;
    private long asked;

    /**
     * Loads the models; one that cannot be had is left out.
     *
     * @param words what moderation looks for
     */
    public TextPath(List<String> words) {
        lease =
                new CatalogueTextModels(ENCODER, LANGUAGES, "", "", conf(words), RuntimeConf.cpu())
                        .acquire();
    }

    /** The defaults, but nothing is remembered: a text that comes again costs what it costs. */
    private static TextAnalyzerConf conf(List<String> words) {
        TextAnalyzerConf standard = TextAnalyzerConf.defaults();
        return new TextAnalyzerConf(
                standard.threads(),
                0,
                standard.maxTokens(),
                standard.languages(),
                standard.languageConfidence(),
                words,
                standard.policy());
    }

    /** Whether texts can be embedded. */
    public boolean encodes() {
        return lease.encoder() != null;
    }

    /** Vectors of length 1, in order; of no values for a blank text. */
    public List<float[]> encode(List<String> texts) {
        TextEncoder encoder = lease.encoder();
        if (encoder == null) {
            throw new IllegalStateException("There is no sentence encoder.");
        }
        return encoder.encode(texts).join();
    }

    /** The encoder; null where it cannot be had. */
    public @Nullable TextEncoder encoder() {
        return lease.encoder();
    }

    /** Understands a text. */
    public TextOutcome analyze(String text) {
        return lease.analyzer()
                .analyze(
                        TextEvent.newBuilder()
                                .setStreamId(SoundChunks.STREAM)
                                .setSourceId("chat")
                                .setSequence(asked++)
                                .setEpoch(0)
                                .setEventTimeUs(SoundChunks.START_US)
                                .setPtsUs(0)
                                .setDurationUs(0)
                                .setIngestTimeUs(SoundChunks.START_US)
                                .setKind(TextKind.CHAT)
                                .setText(text)
                                .setEndOfStream(false)
                                .build())
                .join();
    }

    @Override
    public void close() {
        lease.close();
    }
}
