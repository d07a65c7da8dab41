package dev.lockstep.align.core;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.align.window.WindowGrid;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.SourceState;
import dev.lockstep.schema.avro.SourceStatus;
import dev.lockstep.schema.avro.WindowMember;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the record of a window from what is buffered now. Holds no state; thread-safe. */
final class WindowBuilder {
    private static final Modality[] REPORTED = {Modality.AUDIO, Modality.VIDEO, Modality.TEXT};

    private final AlignConf conf;
    private final WindowGrid grid;
    private final WindowMembers members;
    private final Completenesses completenesses;

    WindowBuilder(AlignConf conf) {
        this.conf = conf;
        this.grid = conf.grid();
        this.members = new WindowMembers(conf.policy(), conf.anchor());
        this.completenesses = new Completenesses();
    }

    AlignedWindow build(StreamState state, long index, int revision, FireReason why, long nowMs) {
        long startUs = state.originUs + grid.startUs(index);
        long endUs = state.originUs + grid.endUs(index);
        boolean settled = why == FireReason.SETTLED;
        List<WindowMember> inside = members.of(state, startUs, endUs);
        List<ModalityStatus> modalities = new ArrayList<>(REPORTED.length);
        for (Modality modality : REPORTED) {
            modalities.add(completenesses.of(state, modality, startUs, endUs, settled));
        }
        AlignedWindow window = new AlignedWindow();
        window.setStreamId(state.streamId);
        window.setStartUs(startUs);
        window.setEndUs(endUs);
        window.setRevision(revision);
        window.setSettled(settled);
        window.setMembers(inside);
        window.setModalities(modalities);
        window.setEmbedding(null);
        window.setFireReason(why.text());
        window.setTimes(new ProcessingTimes(endUs, null, nowMs * 1000, null, null));
        window.setOriginUs(state.originUs);
        window.setIndex(index);
        window.setSources(clocks(state));
        window.setFusion(null);
        window.setSimilarities(List.of());
        return window;
    }

    private List<SourceStatus> clocks(StreamState state) {
        List<SourceStatus> clocks = new ArrayList<>(state.sources.size());
        for (SourceTrack source : state.sources) {
            if (source.expected) {
                clocks.add(
                        new SourceStatus(
                                source.id,
                                source.modality,
                                condition(state, source),
                                source.heard ? source.passedUs : null,
                                source.outOfOrderUs,
                                skewUs(source),
                                source.skew == null ? null : (float) source.skew.driftPpm(),
                                conf.correctSkew() && source.skew != null));
            }
        }
        return clocks;
    }

    private static @Nullable Long skewUs(SourceTrack source) {
        return source.skew == null ? null : Math.round(source.skew.offsetAtUs(source.passedUs));
    }

    private SourceState condition(StreamState state, SourceTrack source) {
        if (source.ended) {
            return SourceState.ENDED;
        }
        if (!source.heard) {
            return SourceState.EXPECTED;
        }
        boolean behind = state.leadUs - source.passedUs >= conf.maxWaitUs();
        return behind && source.modality != Modality.TEXT ? SourceState.SILENT : SourceState.ACTIVE;
    }
}
