package dev.lockstep.inference.fusion;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.WindowMember;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts of a window, each blank where there is none. Immutable.
 *
 * @param spoken what is said
 * @param onScreen the lines read from pictures, each once
 * @param labels the names of what is seen, and descriptions of it, each once
 * @param written the texts beside sound and picture
 */
public record WindowTexts(String spoken, String onScreen, String labels, String written) {
    /** Those of a window. */
    public static WindowTexts of(AlignedWindow window) {
        StringBuilder spoken = new StringBuilder();
        StringBuilder written = new StringBuilder();
        Set<String> lines = new LinkedHashSet<>();
        Set<String> labels = new LinkedHashSet<>();
        for (WindowMember member : window.getMembers()) {
            lines.addAll(member.getOnScreenText());
            labels.addAll(member.getLabels());
            if (member.getText() == null) {
                continue;
            }
            if (member.getModality() == Modality.VIDEO) {
                // A description says what is seen, as names do.
                labels.add(member.getText());
            } else {
                StringBuilder text = member.getModality() == Modality.AUDIO ? spoken : written;
                text.append(text.isEmpty() ? "" : " ").append(member.getText());
            }
        }
        return new WindowTexts(
                spoken.toString(),
                String.join(" ", lines),
                String.join(", ", labels),
                written.toString());
    }

    /** In the order of the components. */
    public List<String> all() {
        return List.of(spoken, onScreen, labels, written);
    }
}
