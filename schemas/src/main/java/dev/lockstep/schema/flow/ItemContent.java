package dev.lockstep.schema.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, as far as a stage understood it. The array is handed over, never written to.
 *
 * @param text text, where it has one
 * @param labels what was seen
 * @param onScreenText lines read from a picture, in reading order
 * @param score confidence, 0..1; NaN where there is none
 * @param embedding L2-normalised; null where no encoder made one
 * @param language of the text, BCP 47; null where nobody looked
 * @param moderation score per category, 0..1
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
public record ItemContent(
        @Nullable String text,
        List<String> labels,
        List<String> onScreenText,
        float score,
        float @Nullable [] embedding,
        @Nullable String language,
        Map<String, Float> moderation) {
    /** Copies what can be copied. */
    public ItemContent {
        labels = List.copyOf(labels);
        onScreenText = List.copyOf(onScreenText);
        moderation = Map.copyOf(moderation);
    }

    /** Without language and moderation. */
    public ItemContent(
            @Nullable String text,
            List<String> labels,
            List<String> onScreenText,
            float score,
            float @Nullable [] embedding) {
        this(text, labels, onScreenText, score, embedding, null, Map.of());
    }

    /** Text and nothing else. */
    public static ItemContent text(String text) {
        return new ItemContent(text, List.of(), List.of(), Float.NaN, null);
    }

    /** What was seen in a picture, without an embedding. */
    public static ItemContent seen(List<String> labels, List<String> onScreenText, float score) {
        return new ItemContent(null, labels, onScreenText, score, null);
    }

    /** The same with another score. */
    public ItemContent withScore(float other) {
        return new ItemContent(text, labels, onScreenText, other, embedding, language, moderation);
    }

    /** The same with another embedding. */
    public ItemContent withEmbedding(float[] other) {
        return new ItemContent(text, labels, onScreenText, score, other, language, moderation);
    }

    /** The same with what was found in its text. */
    public ItemContent withLanguage(@Nullable String found, Map<String, Float> scores) {
        return new ItemContent(text, labels, onScreenText, score, embedding, found, scores);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemContent that
                && Objects.equals(text, that.text)
                && labels.equals(that.labels)
                && onScreenText.equals(that.onScreenText)
                && Float.compare(score, that.score) == 0
                && Arrays.equals(embedding, that.embedding)
                && Objects.equals(language, that.language)
                && moderation.equals(that.moderation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                text,
                labels,
                onScreenText,
                score,
                Arrays.hashCode(embedding),
                language,
                moderation);
    }
}
