package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Arrival;
import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.align.Scenario;
import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.config.AlignMode;
import dev.lockstep.align.policy.MatchKind;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds for every stream, whatever comes when. jqwik prints the seed of each. */
class AlignerProperties {

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void anyOrderWithinTheBoundSettlesToTheSameBytes(
            @ForAll long stream,
            @ForAll long order,
            @ForAll AlignMode mode,
            @ForAll MatchKind policy) {
        settlesTheSameInAnyOrder(stream, order, mode, policy);
    }

    /**
     * The next epoch was seen first; data behind a gap came before the words from before it; live,
     * sound behind a gap came before sound that said that no words from before it were missing.
     */
    @Example
    void ordersThatOnceSettledDifferently() {
        settlesTheSameInAnyOrder(-4748923171152546820L, 15, AlignMode.REPLAY, MatchKind.BIN);
        settlesTheSameInAnyOrder(6138895273546375567L, 854, AlignMode.REPLAY, MatchKind.BEFORE);
        settlesTheSameInAnyOrder(5909065679216865529L, 131, AlignMode.LIVE, MatchKind.EXACT);
        settlesTheSameInAnyOrder(7120056515023528699L, 639, AlignMode.LIVE, MatchKind.BEFORE);
    }

    private static void settlesTheSameInAnyOrder(
            long stream, long order, AlignMode mode, MatchKind policy) {
        AlignConf conf = conf(stream, mode, policy);
        Scenario scenario = Scenario.of(stream);
        Driven inOrder = new Driven(conf).feed(scenario.inOrder()).finish();
        Driven delayed = new Driven(conf).feed(scenario.delayed(order, Scenario.BOUND_MS)).finish();

        assertThat(delayed.out.late).isEmpty();
        Driven.assertSame(delayed.settled(), inOrder.settled());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void whatWasReadIsTheSumOfItsOutcomesAtEveryStep(
            @ForAll long stream, @ForAll long order, @ForAll AlignMode mode) {
        List<Arrival> arrivals = spoilt(stream, order);
        Map<String, Long> fed = new HashMap<>();
        Driven driven =
                new Driven(conf(stream, mode, MatchKind.BIN)) {
                    @Override
                    void step() {
                        for (SourceTrack source : state.sources) {
                            assertThat(source.counts.balanced()).isTrue();
                            assertThat(source.counts.total())
                                    .isEqualTo(fed.getOrDefault(source.id, 0L));
                        }
                    }
                };
        for (Arrival arrival : arrivals) {
            driven.waitUntil(arrival.atMs());
            if (arrival.item().role() != ItemRole.SPOKEN) {
                fed.merge(arrival.item().sourceId(), 1L, Long::sum);
            }
            driven.feed(arrival);
        }
        driven.finish();

        Map<String, LedgerEntry> last = new HashMap<>();
        driven.out.ledger.forEach(entry -> last.put(entry.getSourceId(), entry));
        assertThat(last.keySet()).isEqualTo(fed.keySet());
        for (LedgerEntry entry : last.values()) {
            assertThat(entry.getRead()).isEqualTo(fed.get(entry.getSourceId()));
            assertThat(sum(entry)).isEqualTo(entry.getRead());
            assertThat(entry.getWindowsSettled()).isEqualTo(driven.out.settled.size());
        }
        assertThat(last.values().stream().mapToLong(LedgerEntry::getDuplicate).sum())
                .isEqualTo(driven.out.duplicates.size());
        assertThat(last.values().stream().mapToLong(LedgerEntry::getLateDropped).sum())
                .isEqualTo(
                        driven.out.late.stream()
                                .filter(item -> item.role() != ItemRole.SPOKEN)
                                .count());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void revisionsRiseByOneAndTheSettledOneIsTheLast(
            @ForAll long stream, @ForAll long order, @ForAll AlignMode mode) {
        List<AlignedWindow> all = new ArrayList<>();
        Driven driven =
                new Driven(conf(stream, mode, MatchKind.BIN)) {
                    private int windows;
                    private int settled;

                    @Override
                    void step() {
                        // Within a step a window fires or is revised before it settles.
                        all.addAll(out.windows.subList(windows, out.windows.size()));
                        all.addAll(out.settled.subList(settled, out.settled.size()));
                        windows = out.windows.size();
                        settled = out.settled.size();
                    }
                };
        driven.feed(spoilt(stream, order)).finish();
        driven.step();

        Map<Long, List<AlignedWindow>> byIndex =
                all.stream().collect(Collectors.groupingBy(AlignedWindow::getIndex));
        for (List<AlignedWindow> window : byIndex.values()) {
            for (int revision = 0; revision < window.size(); revision++) {
                assertThat(window.get(revision).getRevision()).isEqualTo(revision);
                assertThat(window.get(revision).getSettled())
                        .isEqualTo(revision == window.size() - 1);
            }
        }
        assertThat(driven.out.settled)
                .isSortedAccordingTo(Comparator.comparingLong(AlignedWindow::getIndex));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void noWindowWaitsLongerThanMaxWaitAndASlide(
            @ForAll long stream, @ForAll long order, @ForAll MatchKind policy) {
        AlignConf conf = conf(stream, AlignMode.LIVE, policy);
        long limitMs = (conf.maxWaitUs() + conf.grid().slideUs()) / 1000;
        Map<Long, Long> passedAtMs = new HashMap<>();
        Driven driven =
                new Driven(conf) {
                    private int seen;

                    @Override
                    void step() {
                        for (; seen < out.windows.size(); seen++) {
                            AlignedWindow window = out.windows.get(seen);
                            Long passedMs = passedAtMs.get(window.getEndUs());
                            if (window.getRevision() == 0 && passedMs != null) {
                                assertThat(nowMs - passedMs).isLessThanOrEqualTo(limitMs);
                            }
                        }
                        if (state.leadUs == SourceTrack.UNKNOWN || !state.gridFixed) {
                            return;
                        }
                        // And in event time: nothing that is passed by so much is still waiting.
                        long next = state.windows.nextToFire();
                        long endUs = state.originUs + conf.grid().endUs(next);
                        if (endUs - conf.grid().widthUs() < state.dataEndUs) {
                            assertThat(state.leadUs - endUs).isLessThan(limitMs * 1000);
                        }
                        for (; endUs <= state.leadUs; endUs += conf.grid().slideUs()) {
                            passedAtMs.putIfAbsent(endUs, nowMs);
                        }
                    }
                };
        driven.feed(Scenario.of(stream).delayed(order, Scenario.BOUND_MS)).finish();
        assertThat(driven.out.settled).isNotEmpty();
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void everyStepOfTheGridSettlesOnceFromTheFirstRecordToTheLast(
            @ForAll long stream, @ForAll long order, @ForAll AlignMode mode) {
        AlignConf conf = conf(stream, mode, MatchKind.BIN);
        List<Arrival> arrivals = Scenario.of(stream).delayed(order, Scenario.BOUND_MS);
        Driven driven = new Driven(conf).feed(arrivals).finish();

        assertThat(driven.out.settled)
                .extracting(AlignedWindow::getIndex)
                .isEqualTo(Grids.steps(conf, arrivals));
        List<Long> fired =
                driven.out.windows.stream()
                        .filter(window -> window.getRevision() == 0)
                        .map(AlignedWindow::getIndex)
                        .sorted()
                        .toList();
        assertThat(fired).isEqualTo(Grids.steps(conf, arrivals));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void aSnapshotAtAnyPointChangesNothing(
            @ForAll long stream, @ForAll long order, @ForAll AlignMode mode) {
        AlignConf conf = conf(stream, mode, MatchKind.NEAREST);
        List<Arrival> arrivals = spoilt(stream, order);
        Driven undisturbed = new Driven(conf).feed(arrivals).finish();
        Random points = new Random(order);
        Driven restored =
                new Driven(conf) {
                    @Override
                    void step() {
                        if (points.nextInt(4) == 0) {
                            byte[] bytes = state.toBytes();
                            state = StreamState.fromBytes(bytes);
                            assertThat(state.toBytes()).isEqualTo(bytes);
                        }
                    }
                };
        restored.feed(arrivals).finish();

        assertThat(restored.out.windows).isEqualTo(undisturbed.out.windows);
        assertThat(restored.out.reasons).isEqualTo(undisturbed.out.reasons);
        assertThat(restored.out.settled).isEqualTo(undisturbed.out.settled);
        assertThat(restored.out.ledger).isEqualTo(undisturbed.out.ledger);
        assertThat(restored.out.late).isEqualTo(undisturbed.out.late);
    }

    /** A stream with repeats, records that were refused, and some that come far too late. */
    private static List<Arrival> spoilt(long stream, long order) {
        Random random = new Random(order);
        List<Arrival> arrivals = new ArrayList<>();
        for (Arrival arrival : Scenario.of(stream).delayed(order, Scenario.BOUND_MS)) {
            StreamItem item = arrival.item();
            boolean record = item.role() != ItemRole.SPOKEN;
            int what = record ? random.nextInt(60) : 59;
            arrivals.add(
                    what == 0 && !item.endOfStream()
                            ? new Arrival(arrival.atMs() + 12_000, item)
                            : arrival);
            if (what == 1 || record && item.endOfStream()) {
                arrivals.add(new Arrival(arrival.atMs() + random.nextInt(20_000), item));
            } else if (what == 2) {
                StreamItem refused =
                        Items.record(
                                Scenario.STREAM,
                                item.sourceId(),
                                item.modality(),
                                1_000_000,
                                7_200_000_000L,
                                0,
                                null);
                arrivals.add(new Arrival(arrival.atMs(), refused));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atMs));
        return arrivals;
    }

    static AlignConf conf(long stream, AlignMode mode, MatchKind policy) {
        // Half of the streams are idle in their gap, if they have one.
        Map<String, String> settings =
                Map.of(
                        "align.mode", mode == AlignMode.LIVE ? "live" : "replay",
                        "align.max-wait", "1s",
                        "align.allowed-lateness", "4s",
                        "align.max-gap", "10s",
                        "align.tolerance", "300ms",
                        "align.idle-timeout", stream % 2 == 0 ? "7s" : "60s",
                        "align.ledger-interval", "3s",
                        "align.policy", policy.name().toLowerCase(java.util.Locale.ROOT),
                        "align.anchor", stream % 3 == 0 ? "audio" : "video");
        return Confs.live(settings);
    }

    private static long sum(LedgerEntry entry) {
        List<Function<LedgerEntry, Long>> outcomes =
                List.of(
                        LedgerEntry::getMatched,
                        LedgerEntry::getLateRevised,
                        LedgerEntry::getLateDropped,
                        LedgerEntry::getDuplicate,
                        LedgerEntry::getInvalid,
                        LedgerEntry::getShed);
        return outcomes.stream().mapToLong(outcome -> outcome.apply(entry)).sum();
    }
}
