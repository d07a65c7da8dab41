package dev.lockstep.load.workload;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Streams that are alike. Immutable.
 *
 * @param count how many, 1 unless given
 * @param audio their sound; null for none
 * @param video their pictures; null for none
 * @param text their messages; null for none
 * @param faults what goes wrong on each of them
 */
record StreamGroup(
        @Nullable Integer count,
        @Nullable AudioLoad audio,
        @Nullable VideoLoad video,
        @Nullable TextLoad text,
        @Nullable List<Fault> faults) {
    StreamGroup {
        count = count == null ? Integer.valueOf(1) : count;
        faults = faults == null ? List.of() : List.copyOf(faults);
        Checks.atLeast("count", 1, count);
        if (audio == null && video == null && text == null) {
            throw new IllegalArgumentException("a group needs audio, video or text");
        }
        for (Fault fault : faults) {
            boolean there =
                    switch (fault.source()) {
                        case AUDIO -> audio != null;
                        case VIDEO -> video != null;
                        case TEXT -> text != null;
                    };
            if (!there) {
                throw new IllegalArgumentException(
                        "a fault strikes " + fault.source().id() + ", which the group has not");
            }
        }
    }

    /** Ids of the sources of each stream. */
    List<String> sources() {
        List<String> ids = new ArrayList<>();
        if (audio != null) {
            ids.add(Modal.AUDIO.id());
        }
        if (video != null) {
            ids.add(Modal.VIDEO.id());
        }
        if (text != null) {
            ids.add(Modal.TEXT.id());
        }
        return ids;
    }

    List<Fault> faultsOf(Modal source) {
        return Objects.requireNonNull(faults).stream()
                .filter(fault -> fault.source() == source)
                .toList();
    }
}
