package dev.lockstep.align.core;

import dev.lockstep.align.Arrival;
import dev.lockstep.align.Items;
import dev.lockstep.align.config.AlignConf;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.List;

/** Which windows a stream must have, worked out from its records alone. */
final class Grids {
    private Grids() {}

    /** Every step from the first record to the last, without those in gaps above max-gap. */
    static List<Long> steps(AlignConf conf, List<Arrival> arrivals) {
        List<StreamItem> records =
                arrivals.stream()
                        .map(Arrival::item)
                        .filter(item -> item.role() == ItemRole.RECORD)
                        .filter(item -> !(item.endOfStream() && item.durationUs() == 0))
                        .toList();
        long slideUs = conf.grid().slideUs();
        long step = Math.floorDiv(nextUs(records, Long.MIN_VALUE) - Items.START_US, slideUs);
        List<Long> steps = new ArrayList<>();
        while (true) {
            long startUs = Items.START_US + step * slideUs;
            long nextUs = nextUs(records, startUs);
            if (nextUs == Long.MAX_VALUE) {
                return steps;
            }
            if (nextUs - startUs > conf.maxGapUs()) {
                step = Math.floorDiv(nextUs - Items.START_US, slideUs);
            }
            steps.add(step);
            step++;
        }
    }

    /** Start of the earliest record that lies at least partly at or after a time. */
    private static long nextUs(List<StreamItem> records, long timeUs) {
        return records.stream()
                .filter(
                        item ->
                                item.eventTimeUs() >= timeUs
                                        || item.eventTimeUs() + item.durationUs() > timeUs)
                .mapToLong(StreamItem::eventTimeUs)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
