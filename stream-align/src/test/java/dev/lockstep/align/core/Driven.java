package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Arrival;
import dev.lockstep.align.Collected;
import dev.lockstep.align.canonical.CanonicalWindow;
import dev.lockstep.align.config.AlignConf;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.flow.StreamItem;
import java.util.HexFormat;
import java.util.List;

/** An aligner whose clock is driven by what it is fed, and which is called when it wants to be. */
class Driven {
    final AlignConf conf;
    final StreamAligner aligner;
    final Collected out = new Collected();
    StreamState state = new StreamState();
    long nowMs;

    Driven(AlignConf conf) {
        this.conf = conf;
        this.aligner = new StreamAligner(conf);
    }

    /** Feeds all, in order. */
    Driven feed(List<Arrival> arrivals) {
        arrivals.forEach(this::feed);
        return this;
    }

    void feed(Arrival arrival) {
        feed(arrival.item(), arrival.atMs());
    }

    void feed(StreamItem item, long atMs) {
        waitUntil(atMs);
        aligner.accept(state, item, nowMs, out);
        step();
    }

    /** Time goes on; the aligner is called when it asked for it. */
    void waitUntil(long atMs) {
        for (long next = next(); next <= atMs; next = next()) {
            nowMs = Math.max(nowMs, next);
            aligner.onTime(state, nowMs, out);
            step();
        }
        nowMs = Math.max(nowMs, atMs);
    }

    /** Nothing more comes: time goes on until the state is dropped. */
    Driven finish() {
        waitUntil(aligner.dropTimeMs(state));
        aligner.drop(state, nowMs, out);
        return this;
    }

    /** Looks at the state after each step; for properties that hold at every one. */
    void step() {}

    /**
     * The settled windows in canonical form, each with its index in front, for readable failures.
     */
    List<String> settled() {
        return out.settled.stream().map(Driven::canonical).toList();
    }

    /** Fails with the first window that differs, not with all of them. */
    static void assertSame(List<String> some, List<String> others) {
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            assertThat(some.get(i)).isEqualTo(others.get(i));
        }
        assertThat(some).hasSameSizeAs(others);
    }

    static String canonical(AlignedWindow window) {
        return window.getIndex()
                + " "
                + window.getModalities()
                + " "
                + window.getMembers().stream().map(Driven::member).toList()
                + " "
                + HexFormat.of().formatHex(CanonicalWindow.bytes(window));
    }

    private static String member(dev.lockstep.schema.avro.WindowMember m) {
        return m.getSourceId() + "/" + m.getSequence() + "+" + m.getRecords() + "@" + m.getSkewUs();
    }

    private long next() {
        return state.lastItemMs == 0 ? Long.MAX_VALUE : aligner.nextTimeMs(state);
    }
}
