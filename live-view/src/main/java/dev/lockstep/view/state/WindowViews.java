package dev.lockstep.view.state;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.SourceStatus;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.view.model.MemberView;
import dev.lockstep.view.model.ModalityView;
import dev.lockstep.view.model.SimilarityView;
import dev.lockstep.view.model.SourceView;
import dev.lockstep.view.model.WindowView;
import java.util.List;
import java.util.function.Predicate;

/** Windows as the view tells them. Stateless. */
public final class WindowViews {
    private WindowViews() {}

    /**
     * The view of a window.
     *
     * @param settled whether it has come as a settled one
     * @param held says of a member whether its text is held back
     */
    public static WindowView of(
            AlignedWindow window, boolean settled, Origin origin, Predicate<WindowMember> held) {
        return new WindowView(
                window.getIndex(),
                origin.mediaMs(window.getStartUs()),
                origin.mediaMs(window.getEndUs()),
                Math.floorDiv(window.getStartUs(), 1000L),
                window.getRevision(),
                settled || window.getSettled(),
                window.getFireReason(),
                window.getFusion(),
                window.getModalities().stream().map(WindowViews::modality).toList(),
                window.getMembers().stream()
                        .map(member -> member(member, origin, held.test(member)))
                        .toList(),
                sources(window, origin),
                window.getSimilarities().stream()
                        .map(
                                s ->
                                        new SimilarityView(
                                                ModelViews.word(s.getFirst()),
                                                ModelViews.word(s.getSecond()),
                                                ModelViews.real(s.getCosine())))
                        .toList());
    }

    /** The clocks of the sources. */
    public static List<SourceView> sources(AlignedWindow window, Origin origin) {
        return window.getSources().stream().map(source -> source(source, origin)).toList();
    }

    /** Whether moderation may say of a member that its text is held back. */
    public static boolean isModerated(WindowMember member) {
        return member.getModality() == Modality.TEXT && member.getText() != null;
    }

    private static ModalityView modality(ModalityStatus status) {
        return new ModalityView(
                ModelViews.word(status.getModality()),
                ModelViews.word(status.getCompleteness()),
                status.getReason(),
                ModelViews.real(status.getWeight()),
                ModelViews.real(status.getCoverage()),
                ModelViews.real(status.getAttribution()));
    }

    private static MemberView member(WindowMember member, Origin origin, boolean held) {
        return new MemberView(
                ModelViews.word(member.getModality()),
                member.getSourceId(),
                member.getEpoch(),
                member.getSequence(),
                origin.mediaMs(member.getEventTimeUs()),
                origin.mediaMs(member.getEventTimeUs() + member.getDurationUs()),
                held ? null : member.getText(),
                List.copyOf(member.getLabels()),
                List.copyOf(member.getOnScreenText()),
                member.getSkewUs() / 1000.0,
                member.getLanguage(),
                held);
    }

    private static SourceView source(SourceStatus source, Origin origin) {
        Long passedUs = source.getPassedUs();
        Long skewUs = source.getSkewUs();
        return new SourceView(
                source.getSourceId(),
                ModelViews.word(source.getModality()),
                ModelViews.word(source.getState()),
                passedUs == null ? null : (Long) origin.mediaMs(passedUs),
                skewUs == null ? null : (Double) (skewUs / 1000.0),
                ModelViews.real(source.getDriftPpm()));
    }
}
