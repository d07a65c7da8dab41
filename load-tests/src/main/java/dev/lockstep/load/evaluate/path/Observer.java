package dev.lockstep.load.evaluate.path;

import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.load.evaluate.efficiency.TaskMeter;
import dev.lockstep.load.evaluate.manifest.Clip;
import dev.lockstep.load.evaluate.manifest.Item;
import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.load.talk.TalkStreams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs items through the paths, one after the other, and measures what that takes. One thread. */
public final class Observer {
    private final ItemMedia media;
    private final SpeechPath speech;
    private final PicturePath pictures;
    private final TextPath texts;

    /** An observer that uses these; they are closed by whoever opened them. */
    public Observer(ItemMedia media, SpeechPath speech, PicturePath pictures, TextPath texts) {
        this.media = media;
        this.speech = speech;
        this.pictures = pictures;
        this.texts = texts;
    }

    /** Runs an item through the paths. */
    public Observation observe(Item item, TaskMeter meter)
            throws IOException, InvalidChunkException {
        Heard heard = null;
        double seconds = 0;
        Clip clip = item.sound();
        if (clip != null) {
            short[] sound = media.sound(clip);
            seconds = (double) sound.length / TalkStreams.RATE;
            heard =
                    meter.measure(
                            TaskMeter.SPEECH,
                            seconds,
                            () -> speech.read(SoundChunks.of(sound, List.of())));
        }
        List<Observation.SeenPicture> seen = new ArrayList<>();
        for (LabelledPicture picture : item.pictures()) {
            byte[] jpeg = media.jpeg(picture);
            PicturePath.Seen result =
                    meter.measure(TaskMeter.PICTURES, 0, () -> pictures.look(jpeg));
            Jpegs.Size size = Jpegs.size(jpeg);
            seen.add(
                    new Observation.SeenPicture(
                            asked(picture), size.width(), size.height(), result.result()));
        }
        Observation observation = new Observation(item, heard, seconds, seen);
        for (String passage : observation.passages()) {
            meter.measure(TaskMeter.TEXTS, 0, () -> texts.analyze(passage));
        }
        return observation;
    }

    /** What no model looks for is not measured, which is not the same as not found. */
    private LabelledPicture asked(LabelledPicture picture) {
        return picture.asked(pictures.has(PicturePath.TEXT), pictures.has(PicturePath.OBJECTS));
    }
}
