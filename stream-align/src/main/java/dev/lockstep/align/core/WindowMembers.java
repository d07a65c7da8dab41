package dev.lockstep.align.core;

import dev.lockstep.align.buffer.SourceBuffer;
import dev.lockstep.align.policy.Interpolation;
import dev.lockstep.align.policy.Match;
import dev.lockstep.align.policy.MatchKind;
import dev.lockstep.align.policy.MatchPolicy;
import dev.lockstep.align.speech.Utterance;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.SpokenWord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The members of a window, by modality, source and time. Adjoining chunks of sound that say nothing
 * themselves are one member; the committed words of an utterance are one member too. Pure.
 */
final class WindowMembers {
    /** Chunks may lie this far apart and still adjoin, µs. */
    private static final long JITTER_US = 20_000;

    private final MatchPolicy policy;
    private final Modality anchorModality;

    WindowMembers(MatchPolicy policy, Modality anchorModality) {
        this.policy = policy;
        this.anchorModality = anchorModality;
    }

    List<WindowMember> of(StreamState state, long startUs, long endUs) {
        List<WindowMember> members = new ArrayList<>();
        SourceTrack anchor = anchor(state, endUs);
        for (SourceTrack source : state.sources) {
            if (policy.kind() == MatchKind.BIN || anchor == null) {
                bin(source, anchor, null, startUs, endUs, members);
            } else if (source == anchor) {
                anchors(source, startUs, endUs, members);
            } else {
                pairs(source, anchor, startUs, endUs, members);
            }
            words(source, startUs, endUs, members);
        }
        return members;
    }

    /**
     * The source that others are paired with: the first of the wanted modality that has begun, or
     * else any.
     */
    private @Nullable SourceTrack anchor(StreamState state, long endUs) {
        SourceTrack otherwise = null;
        for (SourceTrack source : state.sources) {
            if (source.firstUs >= endUs) {
                continue;
            }
            if (source.modality == anchorModality) {
                return source;
            }
            if (otherwise == null) {
                otherwise = source;
            }
        }
        return otherwise;
    }

    private void bin(
            SourceTrack source,
            @Nullable SourceTrack anchor,
            @Nullable BitSet leftOut,
            long startUs,
            long endUs,
            List<WindowMember> members) {
        SourceBuffer records = source.buffer;
        int at = records.firstEndingAfter(startUs);
        while (at < records.end() && records.startUs(at) < endUs) {
            int first = at;
            at++;
            if (!records.reaches(first, startUs) || isSet(leftOut, first)) {
                continue;
            }
            if (joins(source, records, first)) {
                while (at < records.end()
                        && records.startUs(at) < endUs
                        && !isSet(leftOut, at)
                        && joins(source, records, at)
                        && records.startUs(at) - records.endUs(at - 1) <= JITTER_US) {
                    at++;
                }
            }
            WindowMember member = member(source, records, first, at);
            if (anchor != null && anchor != source) {
                long toUs = records.endUs(at - 1);
                member.setSkewUs(
                        skewUs(anchor.buffer, records.startUs(first), toUs, startUs, endUs));
            }
            members.add(member);
        }
    }

    private static boolean isSet(@Nullable BitSet bits, int at) {
        return bits != null && bits.get(at);
    }

    private static boolean joins(SourceTrack source, SourceBuffer records, int at) {
        return source.modality == Modality.AUDIO && records.content(at) == null;
    }

    /**
     * How far a member lies from the nearest anchor of the window, µs; positive where it is later;
     * 0 where the window has no anchor.
     */
    private static long skewUs(
            SourceBuffer anchors, long fromUs, long toUs, long startUs, long endUs) {
        int next = anchors.firstStartingAt(fromUs);
        boolean hasNext = next < anchors.end() && anchors.startUs(next) < endUs;
        if (hasNext && anchors.startUs(next) <= Math.max(fromUs, toUs - 1)) {
            return 0;
        }
        int before = next - 1;
        boolean hasBefore = before >= anchors.begin() && anchors.reaches(before, startUs);
        long laterUs = hasBefore ? Math.max(0, fromUs - anchors.endUs(before)) : Long.MAX_VALUE;
        long earlierUs = hasNext ? anchors.startUs(next) - toUs : Long.MAX_VALUE;
        if (!hasBefore && !hasNext) {
            return 0;
        }
        return laterUs <= earlierUs ? laterUs : -earlierUs;
    }

    private static void anchors(
            SourceTrack source, long startUs, long endUs, List<WindowMember> members) {
        SourceBuffer records = source.buffer;
        int at = records.firstStartingAt(startUs);
        for (; at < records.end() && records.startUs(at) < endUs; at++) {
            WindowMember member = member(source, records, at, at + 1);
            member.setAnchorTimeUs(records.startUs(at));
            members.add(member);
        }
    }

    private void pairs(
            SourceTrack source,
            SourceTrack anchor,
            long startUs,
            long endUs,
            List<WindowMember> members) {
        SourceBuffer records = source.buffer;
        SourceBuffer anchors = anchor.buffer;
        BitSet paired = new BitSet();
        int at = anchors.firstStartingAt(startUs);
        for (; at < anchors.end() && anchors.startUs(at) < endUs; at++) {
            long anchorUs = anchors.startUs(at);
            Match match = policy.find(records, anchorUs);
            if (match == null) {
                continue;
            }
            WindowMember member = member(source, records, match.at(), match.at() + 1);
            if (match.next() >= 0) {
                say(
                        member,
                        Interpolation.between(
                                records.content(match.at()),
                                records.content(match.next()),
                                match.fraction()));
                member.setEventTimeUs(anchorUs);
                member.setDurationUs(0);
                member.setInterpolated(true);
                paired.set(match.next());
            }
            paired.set(match.at());
            member.setAnchorTimeUs(anchorUs);
            member.setSkewUs(match.residualUs());
            members.add(member);
        }
        // What found no anchor is still in the window: nothing is left out in silence.
        bin(source, anchor, paired, startUs, endUs, members);
    }

    private static WindowMember member(
            SourceTrack source, SourceBuffer records, int first, int behind) {
        WindowMember member = new WindowMember();
        member.setModality(source.modality);
        member.setSourceId(source.id);
        member.setEventTimeUs(records.startUs(first));
        member.setDurationUs(records.endUs(behind - 1) - records.startUs(first));
        member.setEpoch(records.epoch(first));
        member.setSequence(records.sequence(first));
        member.setRecords(behind - first);
        member.setSkewUs(0);
        member.setAnchorTimeUs(null);
        member.setInterpolated(false);
        say(member, records.content(first));
        return member;
    }

    private static void say(WindowMember member, @Nullable ItemContent content) {
        if (content == null) {
            member.setLabels(List.of());
            member.setOnScreenText(List.of());
            member.setModeration(Map.of());
            return;
        }
        member.setText(content.text());
        member.setLabels(content.labels());
        member.setOnScreenText(content.onScreenText());
        member.setLanguage(content.language());
        member.setModeration(new TreeMap<>(content.moderation()));
        member.setScore(Float.isNaN(content.score()) ? null : content.score());
        float[] embedding = content.embedding();
        if (embedding != null) {
            List<Float> values = new ArrayList<>(embedding.length);
            for (float value : embedding) {
                values.add(value);
            }
            member.setEmbedding(values);
        }
    }

    private static void words(
            SourceTrack source, long startUs, long endUs, List<WindowMember> members) {
        if (source.speech == null) {
            return;
        }
        for (Utterance utterance : source.speech.utterances()) {
            WindowMember member = words(source, utterance, startUs, endUs);
            if (member != null) {
                members.add(member);
            }
        }
    }

    private static @Nullable WindowMember words(
            SourceTrack source, Utterance utterance, long startUs, long endUs) {
        StringBuilder text = new StringBuilder();
        long fromUs = Long.MAX_VALUE;
        long toUs = Long.MIN_VALUE;
        double confidence = 0;
        int count = 0;
        for (SpokenWord word : utterance.words()) {
            if (word.startUs() < endUs && word.endUs() > startUs) {
                text.append(count == 0 ? "" : " ").append(word.text());
                fromUs = Math.min(fromUs, word.startUs());
                toUs = Math.max(toUs, word.endUs());
                confidence += word.confidence();
                count++;
            }
        }
        if (count == 0) {
            return null;
        }
        WindowMember member = new WindowMember();
        member.setModality(source.modality);
        member.setSourceId(source.id);
        member.setEventTimeUs(fromUs);
        member.setDurationUs(toUs - fromUs);
        member.setText(text.toString());
        member.setLabels(List.of());
        member.setOnScreenText(List.of());
        member.setModeration(Map.of());
        member.setScore((float) (confidence / count));
        member.setEpoch(0);
        member.setSequence(-1L);
        member.setRecords(0);
        member.setSkewUs(0);
        member.setInterpolated(false);
        return member;
    }
}
