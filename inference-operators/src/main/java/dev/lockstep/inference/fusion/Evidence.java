package dev.lockstep.inference.fusion;

import dev.lockstep.schema.avro.Modality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the modalities say in a window, in the order of the enum. Immutable.
 *
 * @param testimonies one for each modality that says something
 * @param dimension length of every vector; 0 where there is none
 */
public record Evidence(List<Testimony> testimonies, int dimension) {
    /** Orders them, so that the order in which they come tells nothing. */
    public Evidence {
        List<Testimony> ordered = new ArrayList<>(testimonies);
        ordered.sort(Comparator.comparing(Testimony::modality));
        testimonies = List.copyOf(ordered);
    }

    /** Number of modalities that say something. */
    public int size() {
        return testimonies.size();
    }

    /** Whether any modality was embedded. */
    public boolean hasVectors() {
        return testimonies.stream().anyMatch(testimony -> !testimony.vectors().isEmpty());
    }

    /** Without one modality. */
    public Evidence without(Modality modality) {
        return new Evidence(
                testimonies.stream().filter(t -> t.modality() != modality).toList(), dimension);
    }

    /** The weights that the standings alone give; they sum to 1. */
    public double[] standings() {
        double[] weights = new double[size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = testimonies.get(i).standing();
        }
        return Vectors.shares(weights);
    }

    /** The same among those that were embedded; 0 for the others. */
    public double[] embeddedStandings() {
        double[] weights = new double[size()];
        for (int i = 0; i < weights.length; i++) {
            Testimony testimony = testimonies.get(i);
            weights[i] = testimony.vectors().isEmpty() ? 0 : testimony.standing();
        }
        return Vectors.shares(weights);
    }
}
