package dev.lockstep.inference.fusion;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.WindowMember;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Late fusion: each modality counts by how sure it is, how fresh it is and how much of the window
 * it covers,
 *
 * <pre>
 * w(m) ∝ confidence(m) · exp(−age(m) / width) · completeness(m),   Σ w = 1 over what says something
 * </pre>
 *
 * with the mean score of the modality's members (1 where they have none), the time from the end of
 * its newest member to the end of the window, and 1 for complete, 0.5 for partial. A modality that
 * says nothing has weight 0; where none does, no weight is set. The fused embedding is the weighted
 * sum of the modalities' mean embeddings, L2-normalised. The weights are the explanation.
 */
public final class WeightedFusion implements FusionStrategy {
    private static final long serialVersionUID = 1L;
    private static final double PARTIAL = 0.5;

    @Override
    public String name() {
        return "weighted";
    }

    @Override
    public AlignedWindow fuse(AlignedWindow window) {
        double[] weights = new double[window.getModalities().size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(window, window.getModalities().get(i));
            sum += weights[i];
        }
        window.setFusion(name());
        if (sum == 0) {
            return window;
        }
        double[] fused = null;
        for (int i = 0; i < weights.length; i++) {
            ModalityStatus status = window.getModalities().get(i);
            status.setWeight((float) (weights[i] / sum));
            fused = add(fused, window, status.getModality(), weights[i] / sum);
        }
        if (fused != null) {
            window.setEmbedding(normalised(fused));
        }
        return window;
    }

    private static double weight(AlignedWindow window, ModalityStatus status) {
        double confidence = 0;
        int count = 0;
        long newestUs = Long.MIN_VALUE;
        for (WindowMember member : window.getMembers()) {
            if (member.getModality() == status.getModality() && saysSomething(member)) {
                confidence += member.getScore() == null ? 1 : member.getScore();
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
        return confidence / count * recency * complete;
    }

    private static boolean saysSomething(WindowMember member) {
        return member.getText() != null
                || !member.getLabels().isEmpty()
                || !member.getOnScreenText().isEmpty()
                || member.getEmbedding() != null;
    }

    private static double @Nullable [] add(
            double @Nullable [] fused, AlignedWindow window, Modality modality, double weight) {
        double[] sum = fused;
        int count = 0;
        for (WindowMember member : window.getMembers()) {
            if (member.getModality() == modality && member.getEmbedding() != null) {
                count++;
            }
        }
        for (WindowMember member : window.getMembers()) {
            List<Float> embedding = member.getEmbedding();
            if (member.getModality() != modality || embedding == null) {
                continue;
            }
            if (sum == null) {
                sum = new double[embedding.size()];
            }
            for (int i = 0; i < sum.length && i < embedding.size(); i++) {
                sum[i] += weight * embedding.get(i) / count;
            }
        }
        return sum;
    }

    private static List<Float> normalised(double[] fused) {
        double squares = 0;
        for (double value : fused) {
            squares += value * value;
        }
        double norm = squares == 0 ? 1 : Math.sqrt(squares);
        List<Float> values = new ArrayList<>(fused.length);
        for (double value : fused) {
            values.add((float) (value / norm));
        }
        return values;
    }
}
