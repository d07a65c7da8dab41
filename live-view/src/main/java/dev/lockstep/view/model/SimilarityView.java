package dev.lockstep.view.model;

/**
 * How well what two modalities say fits together. Immutable.
 *
 * @param first audio, video or text
 * @param second the other
 * @param cosine cosine of their embeddings in the shared space, -1..1
 */
public record SimilarityView(String first, String second, double cosine) {}
