package dev.lockstep.inference.fusion;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.WindowMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a window what its modalities say and how much each is worth,
 *
 * <pre>
 * standing(m) = confidence(m) · exp(−age(m) ∕ width) · completeness(m)
 * </pre>
 *
 * with the mean score of the modality's members (1 where they have none), the time from the end of
 * its newest member to the end of the window, and 1 for complete, 0.5 for partial.
 *
 * <p>All vectors of a window must be of one space. If the encoder made any, theirs is the
 * dimension; else it is that of the first member that has one. What has another dimension, is no
 * number or has no direction is left out and counted. One window at a time.
 */
final class WindowEvidence {
    private static final double PARTIAL = 0.5;
    private static final double LEAST_STANDING = 1e-9;

    private final AlignedWindow window;
    private final WindowVectors made;
    private int dimension;
    private int ignored;

    WindowEvidence(AlignedWindow window, WindowVectors made) {
        this.window = window;
        this.made = made;
        this.dimension = dimension();
    }

    /** What is said; vectors that were left out are counted on the way. */
    Evidence find() {
        ignored = 0;
        List<Testimony> testimonies = new ArrayList<>();
        for (ModalityStatus status : window.getModalities()) {
            double standing = standing(status);
            if (standing > 0) {
                testimonies.add(
                        new Testimony(
                                status.getModality(), standing, vectors(status.getModality())));
            }
        }
        return new Evidence(testimonies, dimension);
    }

    /** Vectors that were left out. */
    int ignored() {
        return ignored;
    }

    /** What stands for a modality where two are compared: of a picture its text, if it has any. */
    float @Nullable [] compared(Modality modality) {
        float[] vector =
                switch (modality) {
                    case AUDIO -> made.spoken();
                    case VIDEO -> made.onScreen() == null ? made.labels() : made.onScreen();
                    case TEXT -> made.written();
                    default -> null;
                };
        return vector == null || vector.length != dimension ? null : Vectors.usable(vector);
    }

    private int dimension() {
        return Stream.of(made.spoken(), made.onScreen(), made.labels(), made.written())
                .filter(Objects::nonNull)
                .map(vector -> vector.length)
                .findFirst()
                .or(
                        () ->
                                window.getMembers().stream()
                                        .map(WindowMember::getEmbedding)
                                        .filter(Objects::nonNull)
                                        .map(List::size)
                                        .findFirst())
                .orElse(0);
    }

    private List<float[]> vectors(Modality modality) {
        List<float[]> vectors = new ArrayList<>();
        switch (modality) {
            case AUDIO -> add(made.spoken(), vectors);
            case VIDEO -> {
                add(made.onScreen(), vectors);
                add(made.labels(), vectors);
            }
            case TEXT -> add(made.written(), vectors);
            default -> {
                // Nothing is encoded of it.
            }
        }
        for (WindowMember member : window.getMembers()) {
            List<Float> embedding = member.getEmbedding();
            if (member.getModality() == modality && embedding != null) {
                float[] values = new float[embedding.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = embedding.get(i);
                }
                add(values, vectors);
            }
        }
        return vectors;
    }

    private void add(float @Nullable [] vector, List<float[]> vectors) {
        if (vector == null) {
            return;
        }
        float[] usable = vector.length == dimension ? Vectors.usable(vector) : null;
        if (usable == null) {
            ignored++;
        } else {
            vectors.add(usable);
        }
    }

    private double standing(ModalityStatus status) {
        double confidence = 0;
        int count = 0;
        long newestUs = Long.MIN_VALUE;
        for (WindowMember member : window.getMembers()) {
            if (member.getModality() == status.getModality() && saysSomething(member)) {
                confidence += score(member);
                count++;
                newestUs = Math.max(newestUs, member.getEventTimeUs() + member.getDurationUs());
            }
        }
        if (count == 0) {
            return 0;
        }
        double ageUs = Math.max(0, window.getEndUs() - newestUs);
        double recency = Math.exp(-ageUs / (window.getEndUs() - window.getStartUs()));
        double complete = status.getCompleteness() == Completeness.COMPLETE ? 1 : PARTIAL;
        // What says something counts something, however unsure it is.
        return Math.max(LEAST_STANDING, confidence / count * recency * complete);
    }

    private static double score(WindowMember member) {
        Float score = member.getScore();
        return score == null || !Float.isFinite(score) ? 1 : Math.max(0, score);
    }

    private static boolean saysSomething(WindowMember member) {
        return member.getText() != null
                || !member.getLabels().isEmpty()
                || !member.getOnScreenText().isEmpty()
                || member.getEmbedding() != null;
    }
}
