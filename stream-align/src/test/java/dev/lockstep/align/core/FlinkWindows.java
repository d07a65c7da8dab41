package dev.lockstep.align.core;

import dev.lockstep.align.Arrival;
import dev.lockstep.align.Items;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flink.StreamItemTypeInfo;
import dev.lockstep.schema.flow.StreamItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.operators.windowing.WindowOperatorBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;

/**
 * What one does with Flink alone: a topic for each modality with a watermark of its own, bounded
 * out-of-orderness and idleness; the least of them reaches sliding windows keyed by stream. The
 * operators are Flink's, the clock is driven by hand.
 */
final class FlinkWindows {
    private static final Duration OUT_OF_ORDER = Duration.ofMillis(200);
    private static final int PERIOD_MS = 100;
    private static final OutputTag<StreamItem> LATE =
            new OutputTag<>("late", StreamItemTypeInfo.INSTANCE);

    /** When each window fired, by its end; both ms from the start of the stream. */
    final Map<Long, Long> firedAtMs = new HashMap<>();

    /** Frames that came behind the watermark: they are in no window. */
    final List<StreamItem> lost = new ArrayList<>();

    private final ManualClock clock = new ManualClock();
    private final Map<Modality, WatermarkGenerator<StreamItem>> generators = new HashMap<>();

    /**
     * @param arrivals in order; times of arrival are ms since the epoch
     * @param idleness after which a topic without records is not waited for
     */
    FlinkWindows(List<Arrival> arrivals, Duration idleness, Duration untilMs) throws Exception {
        try (var harness = windows()) {
            harness.open();
            WatermarkOutputMultiplexer least = new WatermarkOutputMultiplexer(to(harness));
            for (Modality modality : List.of(Modality.AUDIO, Modality.VIDEO)) {
                least.registerNewOutput(modality.name());
                generators.put(
                        modality,
                        WatermarkStrategy.<StreamItem>forBoundedOutOfOrderness(OUT_OF_ORDER)
                                .withIdleness(idleness)
                                .createWatermarkGenerator(context()));
            }
            int next = 0;
            for (long nowMs = 0; nowMs <= untilMs.toMillis(); nowMs += PERIOD_MS) {
                while (next < arrivals.size()
                        && arrivals.get(next).atMs() - Items.START_US / 1000 <= nowMs) {
                    StreamItem item = arrivals.get(next++).item();
                    long atMs = (item.eventTimeUs() - Items.START_US) / 1000;
                    harness.processElement(new StreamRecord<>(item, atMs));
                    Objects.requireNonNull(generators.get(item.modality()))
                            .onEvent(item, atMs, least.getImmediateOutput(item.modality().name()));
                }
                generators.forEach(
                        (modality, generator) ->
                                generator.onPeriodicEmit(least.getDeferredOutput(modality.name())));
                least.onPeriodicEmit();
                for (Long endMs : harness.extractOutputValues()) {
                    firedAtMs.putIfAbsent(endMs, nowMs);
                }
                clock.advanceTime(PERIOD_MS, TimeUnit.MILLISECONDS);
            }
            var late = harness.getSideOutput(LATE);
            if (late != null) {
                late.forEach(record -> lost.add(record.getValue()));
            }
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, StreamItem, Long> windows()
            throws Exception {
        var builder =
                new WindowOperatorBuilder<>(
                        SlidingEventTimeWindows.of(Duration.ofSeconds(2), Duration.ofMillis(500)),
                        EventTimeTrigger.create(),
                        new ExecutionConfig(),
                        StreamItemTypeInfo.INSTANCE,
                        StreamItem::streamId,
                        Types.STRING);
        builder.sideOutputLateData(LATE);
        return new KeyedOneInputStreamOperatorTestHarness<>(
                builder.apply(new EndOfWindow()), StreamItem::streamId, Types.STRING);
    }

    private static final class EndOfWindow
            implements WindowFunction<StreamItem, Long, String, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void apply(
                String stream, TimeWindow window, Iterable<StreamItem> items, Collector<Long> out) {
            out.collect(window.getEnd());
        }
    }

    private WatermarkGeneratorSupplier.Context context() {
        return new WatermarkGeneratorSupplier.Context() {
            @Override
            public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
            }

            @Override
            public RelativeClock getInputActivityClock() {
                return clock;
            }
        };
    }

    private static WatermarkOutput to(
            KeyedOneInputStreamOperatorTestHarness<String, StreamItem, Long> harness) {
        return new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                try {
                    harness.processWatermark(watermark.getTimestamp());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void markIdle() {}

            @Override
            public void markActive() {}
        };
    }
}
