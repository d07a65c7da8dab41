package dev.lockstep.inference.text.analyze;

import dev.lockstep.inference.batch.BatchListener;
import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.batch.DynamicBatcher;
import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.batch.Ticket;
import dev.lockstep.inference.batch.Urgency;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.text.TextAnalyzer;
import dev.lockstep.inference.text.TextAnalyzerConf;
import dev.lockstep.inference.text.TextBatches;
import dev.lockstep.inference.text.TextEncoder;
import dev.lockstep.inference.text.TextOutcome;
import dev.lockstep.inference.text.TextStatus;
import dev.lockstep.inference.text.language.LanguageGuess;
import dev.lockstep.inference.text.moderate.WordList;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Analyses on the threads that all models share, behind speech and before pictures; the texts of a
 * source in order, sources take turns. The embedding comes from the encoder, which has its own
 * queue. Thread-safe.
 */
public final class PooledTextAnalyzer implements TextAnalyzer {
    /** Category of the word list. */
    public static final String WORDS = "words";

    private final TextAnalyzerConf conf;
    private final TextModelSet models;
    private final WordList words;
    private final DynamicBatcher<TextEvent, Reading> batcher;
    private final LongSupplier clockUs;

    /**
     * @param models not closed by this
     * @param workers who runs it
     * @param clockUs wall clock, µs since the epoch
     */
    public PooledTextAnalyzer(
            TextAnalyzerConf conf,
            TextModelSet models,
            InferenceWorkers workers,
            LongSupplier clockUs) {
        this.conf = conf;
        this.models = models;
        this.words = new WordList(conf.words());
        this.batcher =
                new DynamicBatcher<>(TextBatches.of(1, conf.threads()), new Readings(), workers);
        this.clockUs = clockUs;
    }

    @Override
    public CompletableFuture<TextOutcome> analyze(TextEvent text) {
        if (text.getEndOfStream()) {
            return CompletableFuture.completedFuture(
                    new TextOutcome(TextStatus.END_OF_STREAM, null, null));
        }
        CompletableFuture<float[]> embedding = embedding(text.getText());
        String source = text.getStreamId() + '\n' + text.getSourceId();
        return batcher.submit(text, Ticket.of(source, Urgency.TEXT), BatchListener.NONE)
                .thenCompose(reading -> outcome(reading, embedding));
    }

    private CompletableFuture<float[]> embedding(String text) {
        TextEncoder encoder = models.encoder();
        return encoder == null
                ? CompletableFuture.completedFuture(new float[0])
                : encoder.encode(List.of(text)).thenApply(vectors -> vectors.get(0));
    }

    private CompletableFuture<TextOutcome> outcome(
            Reading reading, CompletableFuture<float[]> embedding) {
        TextResult.Builder result = reading.result();
        if (result == null) {
            return CompletableFuture.completedFuture(reading.failure());
        }
        return embedding.handle(
                (vector, error) -> error == null ? done(result, vector) : failure(error));
    }

    /** What was read of a text, or else the outcome. */
    private record Reading(TextResult.@Nullable Builder result, @Nullable TextOutcome failure) {}

    /** Reads texts one by one. */
    private final class Readings implements BatchRunner<TextEvent, Reading> {
        @Override
        public void run(List<BatchedRequest<TextEvent, Reading>> batch) {
            for (BatchedRequest<TextEvent, Reading> one : batch) {
                one.answer(new Reading(read(one.request()), null));
            }
        }

        @Override
        public Reading skipped(TextEvent text) {
            return refused(text, "The text was skipped.");
        }

        @Override
        public Reading failed(TextEvent text, Throwable failure) {
            return new Reading(null, failure(failure));
        }

        @Override
        public Reading refused(TextEvent text, String reason) {
            return new Reading(null, TextOutcome.failed(reason));
        }
    }

    private TextResult.Builder read(TextEvent text) {
        TextResult.Builder result =
                TextResult.newBuilder()
                        .setStreamId(text.getStreamId())
                        .setSourceId(text.getSourceId())
                        .setSequence(text.getSequence())
                        .setEpoch(text.getEpoch())
                        .setEventTimeUs(text.getEventTimeUs())
                        .setPtsUs(text.getPtsUs())
                        .setDurationUs(text.getDurationUs())
                        .setIngestTimeUs(text.getIngestTimeUs())
                        .setModels(
                                models.identities().stream()
                                        .map(PooledTextAnalyzer::reference)
                                        .toList());
        language(text, result);
        moderation(text.getText(), result);
        return result;
    }

    /** What the producer says of the language goes before what is detected. */
    private void language(TextEvent text, TextResult.Builder result) {
        String said = text.getLanguage();
        if (said != null && !said.isBlank()) {
            result.setLanguage(said);
        } else if (models.languages() != null) {
            LanguageGuess guess = models.languages().detect(text.getText());
            result.setLanguage(guess.tag()).setLanguageConfidence(guess.confidence());
        }
    }

    private void moderation(String text, TextResult.Builder result) {
        Map<String, Float> scores = new TreeMap<>();
        if (models.classifier() != null && !text.isBlank()) {
            scores.putAll(models.classifier().classify(text));
        }
        if (words.size() > 0) {
            List<String> found = words.find(text);
            scores.put(WORDS, found.isEmpty() ? 0f : 1f);
            result.setMatchedTerms(found);
        }
        result.setModeration(scores).setVerdict(conf.policy().verdict(scores));
    }

    private TextOutcome done(TextResult.Builder result, float[] vector) {
        if (vector.length > 0) {
            List<Float> values = new ArrayList<>(vector.length);
            for (float value : vector) {
                values.add(value);
            }
            result.setEmbedding(values);
        }
        return new TextOutcome(
                TextStatus.ANALYZED,
                result.setTimes(
                                ProcessingTimes.newBuilder()
                                        .setCapturedUs(result.getEventTimeUs())
                                        .setIngestedUs(result.getIngestTimeUs())
                                        .setInferredUs(clockUs.getAsLong())
                                        .build())
                        .build(),
                null);
    }

    private static TextOutcome failure(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        return TextOutcome.failed("The text could not be analysed: " + cause.getMessage());
    }

    private static ModelReference reference(ModelIdentity model) {
        return new ModelReference(model.id(), model.version(), model.sha256());
    }

    @Override
    public List<ModelIdentity> models() {
        return models.identities();
    }

    @Override
    public void close() {
        batcher.close();
    }
}
