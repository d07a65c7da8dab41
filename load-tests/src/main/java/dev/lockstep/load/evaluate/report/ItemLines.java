package dev.lockstep.load.evaluate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.load.evaluate.accuracy.References;
import dev.lockstep.load.evaluate.path.Heard;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.local.accuracy.WordErrors;
import dev.lockstep.schema.avro.Caption;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of each item beside its references, a JSON object a line: to see what is
 * wrong where the figures say how much is. One thread; the writer stays the caller's.
 */
public final class ItemLines {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Writer out;

    /** Lines that are written as items are done. */
    public ItemLines(Writer out) {
        this.out = out;
    }

    /** Writes an item. */
    public void add(Observation observation) throws IOException {
        ObjectNode line = mapper.createObjectNode().put("id", observation.item().id());
        Heard heard = observation.heard();
        if (heard != null) {
            line.put("transcript", observation.item().transcript());
            line.put("heard", heard.text());
            errors(line, References.words(observation, heard.text()));
            for (Caption caption : heard.captions()) {
                line.withArray("captions")
                        .addObject()
                        .put("start_ms", ms(caption.getEventTimeUs()))
                        .put("end_ms", ms(caption.getEventTimeUs() + caption.getDurationUs()))
                        .put("text", caption.getCommittedText());
            }
        }
        for (SeenPicture picture : observation.pictures()) {
            ObjectNode node = line.withArray("pictures").addObject();
            node.put("on_screen_text", picture.picture().onScreenText());
            node.put("read", picture.onScreenText());
            errors(node, References.characters(picture));
            picture.objects().forEach(object -> node.withArray("objects").add(object.getLabel()));
        }
        out.write(mapper.writeValueAsString(line));
        out.write('\n');
    }

    private static void errors(ObjectNode node, @Nullable WordErrors errors) {
        if (errors != null) {
            node.putObject("errors")
                    .put("reference", errors.referenceWords())
                    .put("substitutions", errors.substitutions())
                    .put("insertions", errors.insertions())
                    .put("deletions", errors.deletions());
        }
    }

    private static long ms(long eventTimeUs) {
        return (eventTimeUs - SoundChunks.START_US) / 1_000;
    }
}
