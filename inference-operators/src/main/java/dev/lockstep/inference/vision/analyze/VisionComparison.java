package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.swap.Comparison;
import dev.lockstep.inference.swap.EditDistance;
import dev.lockstep.inference.swap.Slots;
import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.VisionStatus;
import dev.lockstep.schema.avro.BoundingBox;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.OnScreenText;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what two models saw in a picture. Stateless. */
enum VisionComparison implements Comparison<VideoFrame, VisionOutcome> {
    /** Boxes of the same class match where they overlap by half (intersection over union). */
    OBJECTS {
        @Override
        Map<String, Double> measure(VisionResult present, VisionResult candidate) {
            List<Detection> left = new ArrayList<>(candidate.getDetections());
            int matched = 0;
            double overlaps = 0;
            for (Detection one : present.getDetections()) {
                Detection best = null;
                double bestOverlap = LEAST_OVERLAP;
                for (Detection other : left) {
                    double overlap = box(one).overlap(box(other));
                    if (overlap >= bestOverlap && one.getLabel().equals(other.getLabel())) {
                        best = other;
                        bestOverlap = overlap;
                    }
                }
                if (best != null) {
                    left.remove(best);
                    matched++;
                    overlaps += bestOverlap;
                }
            }
            int boxes = present.getDetections().size() + candidate.getDetections().size();
            return Map.of(
                    DISAGREEMENT,
                    boxes == 0 ? 0 : 1 - 2.0 * matched / boxes,
                    "boxes-matched",
                    (double) matched,
                    "overlap-of-matched",
                    matched == 0 ? 0 : overlaps / matched);
        }
    },
    /** Character edits by the characters of the longer one, all lines in reading order. */
    TEXT {
        @Override
        Map<String, Double> measure(VisionResult present, VisionResult candidate) {
            double rate = EditDistance.rate(characters(present), characters(candidate));
            return Map.of(DISAGREEMENT, rate, "character-error", rate);
        }
    },
    /** The largest difference of a score. */
    MODERATION {
        @Override
        boolean has(VisionResult result) {
            return !result.getModeration().isEmpty();
        }

        @Override
        Map<String, Double> measure(VisionResult present, VisionResult candidate) {
            Set<String> names = new HashSet<>(present.getModeration().keySet());
            names.addAll(candidate.getModeration().keySet());
            double most = 0;
            for (String name : names) {
                float one = present.getModeration().getOrDefault(name, 0f);
                float other = candidate.getModeration().getOrDefault(name, 0f);
                most = Math.max(most, Math.abs(one - other));
            }
            return Map.of(DISAGREEMENT, Math.min(1, most), "score-difference", most);
        }
    },
    /** One less the cosine of the vectors; vectors of different lengths have nothing in common. */
    EMBEDDING {
        @Override
        boolean has(VisionResult result) {
            return result.getEmbedding() != null;
        }

        @Override
        Map<String, Double> measure(VisionResult present, VisionResult candidate) {
            double cosine = cosine(present.getEmbedding(), candidate.getEmbedding());
            return Map.of(DISAGREEMENT, Math.min(1, Math.max(0, 1 - cosine)), "cosine", cosine);
        }
    },
    /** Word edits by the words of the longer description. */
    DESCRIPTION {
        @Override
        boolean has(VisionResult result) {
            return result.getDescription() != null;
        }

        @Override
        Map<String, Double> measure(VisionResult present, VisionResult candidate) {
            double rate = EditDistance.rate(words(present), words(candidate));
            return Map.of(DISAGREEMENT, rate, "word-error", rate);
        }
    };

    private static final double LEAST_OVERLAP = 0.5;

    static VisionComparison of(String slot) {
        return switch (slot) {
            case Slots.OBJECTS -> OBJECTS;
            case Slots.ON_SCREEN_TEXT -> TEXT;
            case Slots.MODERATION -> MODERATION;
            case Slots.PICTURE_EMBEDDING -> EMBEDDING;
            case Slots.PICTURE_DESCRIPTION -> DESCRIPTION;
            default -> throw new IllegalArgumentException("There is no slot " + slot);
        };
    }

    abstract Map<String, Double> measure(VisionResult present, VisionResult candidate);

    boolean has(VisionResult result) {
        return true;
    }

    @Override
    public boolean counts(VideoFrame frame, VisionOutcome present) {
        VisionResult result = present.result();
        return present.status() == VisionStatus.ANALYZED && result != null && has(result);
    }

    @Override
    public boolean failed(VisionOutcome answer) {
        return answer.result() == null || answer.status() != VisionStatus.ANALYZED;
    }

    @Override
    public Map<String, Double> compare(VisionOutcome present, VisionOutcome candidate) {
        VisionResult one = present.result();
        VisionResult other = candidate.result();
        return one == null || other == null ? Map.of() : measure(one, other);
    }

    private static Box box(Detection detection) {
        BoundingBox box = detection.getBox();
        return new Box(box.getX(), box.getY(), box.getWidth(), box.getHeight());
    }

    private static List<Integer> characters(VisionResult result) {
        return result.getOnScreenText().stream()
                .map(OnScreenText::getText)
                .collect(Collectors.joining("\n"))
                .codePoints()
                .boxed()
                .toList();
    }

    private static List<String> words(VisionResult result) {
        var description = result.getDescription();
        return description == null ? List.of() : List.of(description.getText().split("\\s+"));
    }

    private static double cosine(@Nullable List<Float> one, @Nullable List<Float> other) {
        if (one == null || other == null || one.size() != other.size()) {
            return 0;
        }
        double product = 0;
        double oneSquared = 0;
        double otherSquared = 0;
        for (int i = 0; i < one.size(); i++) {
            product += one.get(i) * other.get(i);
            oneSquared += one.get(i) * one.get(i);
            otherSquared += other.get(i) * other.get(i);
        }
        double lengths = Math.sqrt(oneSquared * otherSquared);
        return lengths == 0 ? 0 : product / lengths;
    }
}
