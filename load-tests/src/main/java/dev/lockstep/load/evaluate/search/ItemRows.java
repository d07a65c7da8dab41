package dev.lockstep.load.evaluate.search;

import dev.lockstep.job.config.StoreJobOptions;
import dev.lockstep.load.evaluate.path.Heard;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.OnScreenText;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.sink.rows.CaptionRows;
import dev.lockstep.sink.rows.PassageFactory;
import dev.lockstep.sink.rows.WindowRows;
import dev.lockstep.sink.store.StoreRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/**
 * Rows of items, by the code that makes them of results in the job; an item is a stream of its own.
 * One thread; close it to free the analyser of terms.
 */
final class ItemRows implements AutoCloseable {
    private static final long GAP_US =
            Objects.requireNonNull(StoreJobOptions.APPEARANCE_GAP.defaultValue()).toNanos() / 1_000;
    private static final long PICTURE_US = 1_000_000;

    private final PassageFactory passages = new PassageFactory();
    private final CaptionRows captions = new CaptionRows(passages);
    private final WindowRows windows = new WindowRows(passages, scores -> false, GAP_US);

    /** The rows of an item, without embeddings. */
    List<StoreRow> of(Observation observation) {
        String stream = observation.item().id();
        List<StoreRow> rows = new ArrayList<>();
        Heard heard = observation.heard();
        if (heard != null) {
            for (Caption caption : heard.captions()) {
                rows.addAll(captions.of(Caption.newBuilder(caption).setStreamId(stream).build()));
            }
        }
        List<WindowMember> members = members(observation);
        if (!members.isEmpty()) {
            rows.addAll(windows.of(window(stream, members), new HashMap<>()));
        }
        return rows;
    }

    private static List<WindowMember> members(Observation observation) {
        List<WindowMember> members = new ArrayList<>();
        for (SeenPicture picture : observation.pictures()) {
            VisionResult seen = picture.result();
            if (seen != null) {
                members.add(
                        member(Modality.VIDEO, "video-0", members.size())
                                .setOnScreenText(
                                        seen.getOnScreenText().stream()
                                                .map(OnScreenText::getText)
                                                .toList())
                                .setLabels(
                                        seen.getDetections().stream()
                                                .map(Detection::getLabel)
                                                .distinct()
                                                .toList())
                                .build());
            }
        }
        String text = observation.item().text();
        if (text != null && !text.isBlank()) {
            members.add(member(Modality.TEXT, "chat", 0).setText(text).build());
        }
        return members;
    }

    private static WindowMember.Builder member(Modality modality, String source, long number) {
        return WindowMember.newBuilder()
                .setModality(modality)
                .setSourceId(source)
                .setSequence(number)
                .setEventTimeUs(SoundChunks.START_US + number * PICTURE_US)
                .setDurationUs(0);
    }

    private static AlignedWindow window(String stream, List<WindowMember> members) {
        return AlignedWindow.newBuilder()
                .setStreamId(stream)
                .setOriginUs(SoundChunks.START_US)
                .setStartUs(SoundChunks.START_US)
                .setEndUs(SoundChunks.START_US + members.size() * PICTURE_US)
                .setRevision(0)
                .setSettled(true)
                .setMembers(members)
                .setTimes(
                        ProcessingTimes.newBuilder()
                                .setCapturedUs(SoundChunks.START_US)
                                .setIngestedUs(SoundChunks.START_US)
                                .build())
                .build();
    }

    @Override
    public void close() {
        passages.close();
    }
}
