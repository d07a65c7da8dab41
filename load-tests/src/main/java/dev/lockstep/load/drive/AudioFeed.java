package dev.lockstep.load.drive;

import dev.lockstep.inference.speech.segment.Pcm;
import dev.lockstep.load.talk.StreamSound;
import dev.lockstep.load.talk.TalkStreams;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import dev.lockstep.schema.topic.Topics;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sound of one source in chunks, each due when its last sample would have been captured, and the
 * end of the stream after them. Event time is the intended capture time, however late a chunk is
 * handed over.
 */
public final class AudioFeed implements Feed {
    private static final long US_PER_SECOND = 1_000_000;

    private final SourceConf source;
    private final StreamSound sound;
    private final int chunk;
    private long at;
    private long sequence;
    private boolean ended;

    /**
     * A feed of its own.
     *
     * @param chunkMs length of a chunk, ms
     */
    public AudioFeed(SourceConf source, StreamSound sound, int chunkMs) {
        this.source = source;
        this.sound = sound;
        this.chunk = chunkMs * TalkStreams.RATE / 1_000;
    }

    @Override
    public @Nullable DueRecord<AudioChunk> next() {
        if (ended) {
            return null;
        }
        long from = at;
        long to = Math.min(sound.length(), from + chunk);
        long number = sequence++;
        at = to;
        ended = from == to;
        return new DueRecord<>(
                source.dueUs(mediaUs(to)),
                Topics.MEDIA_AUDIO,
                nowUs -> chunk(number, from, to, nowUs));
    }

    private AudioChunk chunk(long number, long from, long to, long nowUs) {
        return AudioChunk.newBuilder()
                .setStreamId(source.streamId())
                .setSourceId(source.sourceId())
                .setSequence(number)
                .setStreamSources(source.announced(number))
                .setEventTimeUs(source.startUs() + mediaUs(from))
                .setPtsUs(mediaUs(from))
                .setDurationUs(mediaUs(to) - mediaUs(from))
                .setIngestTimeUs(nowUs)
                .setSampleRateHz(TalkStreams.RATE)
                .setChannels(1)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(ByteBuffer.wrap(Pcm.bytes(sound.samples(from, to))))
                .setEndOfStream(from == to)
                .build();
    }

    private static long mediaUs(long sample) {
        return sample * US_PER_SECOND / TalkStreams.RATE;
    }
}
