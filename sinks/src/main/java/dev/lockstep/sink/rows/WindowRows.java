package dev.lockstep.sink.rows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.sink.rows.PassageFactory.Span;
import dev.lockstep.sink.store.PassageRow;
import dev.lockstep.sink.store.StoreRow;
import dev.lockstep.sink.store.StreamRow;
import dev.lockstep.sink.store.WindowRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows of settled windows. Thread-safe; the caller keeps what is visible of each stream.
 *
 * <p>Windows overlap and come in the order of the grid. A line or label that is seen again within
 * the gap is still the same appearance and its passage grows; after a longer one it is another.
 */
public final class WindowRows {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PassageFactory passages;
    private final Predicate<Map<String, Float>> held;
    private final long gapUs;

    /**
     * @param passages makes the passages; stays the caller's
     * @param held whether a text with these moderation scores is to be kept back
     * @param gapUs how long something may be out of sight without being new, µs
     */
    public WindowRows(PassageFactory passages, Predicate<Map<String, Float>> held, long gapUs) {
        this.passages = passages;
        this.held = held;
        this.gapUs = gapUs;
    }

    /**
     * The rows of a window: its stream, itself, texts, and lines and labels that are new or were
     * seen longer.
     *
     * @param visible what is visible on the stream, brought up to date here
     */
    public List<StoreRow> of(AlignedWindow window, Map<String, Appearance> visible) {
        MediaTime time = new MediaTime(window.getOriginUs());
        List<StoreRow> rows = new ArrayList<>();
        rows.add(
                StoreRow.of(
                        new StreamRow(window.getStreamId(), time.originUs(), window.getEndUs())));
        rows.add(StoreRow.of(row(window, time)));
        List<WindowMember> members = new ArrayList<>(window.getMembers());
        members.sort(Comparator.comparingLong(WindowMember::getEventTimeUs));
        for (WindowMember member : members) {
            if (member.getModality() == Modality.TEXT) {
                addText(window, member, time, rows);
            } else if (member.getModality() == Modality.VIDEO && !member.getInterpolated()) {
                addSeen(
                        window,
                        member,
                        PassageFactory.SCREEN,
                        member.getOnScreenText(),
                        visible,
                        rows);
                addSeen(window, member, PassageFactory.OBJECT, member.getLabels(), visible, rows);
            }
        }
        visible.values().removeIf(seen -> seen.lastUs() + gapUs < window.getStartUs());
        return rows;
    }

    private void addText(
            AlignedWindow window, WindowMember member, MediaTime time, List<StoreRow> rows) {
        String text = member.getText();
        if (text == null || text.isBlank() || held.test(member.getModeration())) {
            return;
        }
        long startUs = member.getEventTimeUs();
        rows.add(
                StoreRow.of(
                        passages.passage(
                                window.getStreamId(),
                                member.getSourceId(),
                                PassageFactory.CHAT,
                                member.getEpoch() + "/" + member.getSequence(),
                                0,
                                new Span(
                                        time.ms(startUs),
                                        time.ms(startUs + member.getDurationUs()),
                                        startUs),
                                text,
                                member.getLanguage())));
    }

    private void addSeen(
            AlignedWindow window,
            WindowMember member,
            String modality,
            List<String> texts,
            Map<String, Appearance> visible,
            List<StoreRow> rows) {
        long startUs = member.getEventTimeUs();
        long endUs = startUs + Math.max(0, member.getDurationUs());
        for (String text : new LinkedHashSet<>(texts)) {
            if (text.isBlank()) {
                continue;
            }
            String key = modality + "/" + member.getSourceId() + "/" + text;
            Appearance before = visible.get(key);
            Appearance now = seen(before, startUs, endUs);
            if (!now.equals(before)) {
                visible.put(key, now);
                rows.add(StoreRow.of(passage(window, member.getSourceId(), modality, text, now)));
            }
        }
    }

    /** What was known, longer, or something new; a picture of a window before tells nothing new. */
    private Appearance seen(@Nullable Appearance before, long startUs, long endUs) {
        if (before == null || startUs > before.lastUs() + gapUs) {
            return new Appearance(startUs, endUs);
        }
        return endUs > before.lastUs() ? new Appearance(before.firstUs(), endUs) : before;
    }

    private PassageRow passage(
            AlignedWindow window, String source, String modality, String text, Appearance seen) {
        MediaTime time = new MediaTime(window.getOriginUs());
        return passages.passage(
                window.getStreamId(),
                source,
                modality,
                PassageFactory.appearanceKey(seen.firstUs(), text),
                0,
                new Span(time.ms(seen.firstUs()), time.ms(seen.lastUs()), seen.firstUs()),
                text,
                null);
    }

    private static WindowRow row(AlignedWindow window, MediaTime time) {
        return new WindowRow(
                window.getStreamId(),
                window.getIndex(),
                window.getRevision(),
                time.ms(window.getStartUs()),
                time.ms(window.getEndUs()),
                window.getStartUs(),
                window.getFusion(),
                modalities(window),
                vector(window.getEmbedding()));
    }

    private static String modalities(AlignedWindow window) {
        ArrayNode modalities = JSON.arrayNode();
        for (ModalityStatus status : window.getModalities()) {
            ObjectNode node = modalities.addObject();
            node.put("modality", status.getModality().name().toLowerCase(Locale.ROOT));
            node.put("completeness", status.getCompleteness().name().toLowerCase(Locale.ROOT));
            node.put("reason", status.getReason());
            node.put("weight", status.getWeight());
        }
        return modalities.toString();
    }

    private static float @Nullable [] vector(@Nullable List<Float> values) {
        if (values == null) {
            return null;
        }
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i);
        }
        return vector;
    }
}
