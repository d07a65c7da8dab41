package dev.lockstep.producer.publish;

import dev.lockstep.producer.media.MediaUnit;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.PayloadStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Makes records of units and numbers them: from 0 in each source and epoch. The first one of each
 * source and epoch names all sources of the stream. Not thread-safe.
 */
final class MediaRecords {

    private final MediaProducerConf conf;
    private final List<String> sources;
    private final SourcePosition audio = new SourcePosition();
    private final SourcePosition video = new SourcePosition();

    /** Records that announce these sources. */
    MediaRecords(MediaProducerConf conf, List<String> sources) {
        this.conf = conf;
        this.sources = List.copyOf(sources);
    }

    AudioChunk chunk(MediaUnit.AudioSamples unit, long originUs, long nowUs) {
        ByteBuffer payload =
                ByteBuffer.allocate(2 * unit.pcm().length).order(ByteOrder.LITTLE_ENDIAN);
        payload.asShortBuffer().put(unit.pcm());
        long sequence = audio.next(unit, originUs);
        return audioBuilder(unit.ptsUs(), originUs, nowUs)
                .setSequence(sequence)
                .setStreamSources(announced(sequence))
                .setDurationUs(unit.durationUs())
                .setPayload(payload)
                .setDiscontinuity(unit.discontinuity())
                .build();
    }

    AudioChunk endOfAudio(long startUs, long nowUs) {
        long origin = audio.originUs(startUs);
        return audioBuilder(audio.endUs(), origin, nowUs)
                .setSequence(audio.sequence())
                .setStreamSources(announced(audio.sequence()))
                .setDurationUs(0)
                .setPayload(ByteBuffer.allocate(0))
                .setEndOfStream(true)
                .build();
    }

    private AudioChunk.Builder audioBuilder(long ptsUs, long originUs, long nowUs) {
        return AudioChunk.newBuilder()
                .setStreamId(conf.streamId())
                .setSourceId(conf.audioSourceId())
                .setEpoch(audio.epoch())
                .setEventTimeUs(originUs + ptsUs)
                .setPtsUs(ptsUs)
                .setIngestTimeUs(nowUs)
                .setSampleRateHz(MediaUnit.SAMPLE_RATE_HZ)
                .setChannels(1)
                .setEncoding(AudioEncoding.PCM_S16LE);
    }

    VideoFrame frame(MediaUnit.Picture unit, long originUs, long nowUs) {
        boolean inline = unit.jpeg().length <= PayloadStore.INLINE_LIMIT_BYTES;
        if (!inline && conf.payloads().isEmpty()) {
            throw new ProducerException(
                    "A picture has "
                            + unit.jpeg().length
                            + " bytes, more than goes into a record: let produce.payload-dir name"
                            + " a folder that the readers share, or set a smaller"
                            + " produce.max-width, produce.max-height or produce.jpeg-quality.",
                    null);
        }
        long sequence = video.next(unit, originUs);
        VideoFrame.Builder frame =
                videoBuilder(unit.ptsUs(), originUs, nowUs)
                        .setSequence(sequence)
                        .setStreamSources(announced(sequence))
                        .setWidth(unit.width())
                        .setHeight(unit.height());
        if (inline) {
            frame.setPayload(ByteBuffer.wrap(unit.jpeg()));
        } else {
            frame.setPayloadReference(conf.payloads().orElseThrow().put(unit.jpeg()));
        }
        return frame.build();
    }

    VideoFrame endOfVideo(long startUs, long nowUs) {
        long origin = video.originUs(startUs);
        return videoBuilder(video.endUs(), origin, nowUs)
                .setSequence(video.sequence())
                .setStreamSources(announced(video.sequence()))
                .setWidth(0)
                .setHeight(0)
                .setEndOfStream(true)
                .build();
    }

    private VideoFrame.Builder videoBuilder(long ptsUs, long originUs, long nowUs) {
        return VideoFrame.newBuilder()
                .setStreamId(conf.streamId())
                .setSourceId(conf.videoSourceId())
                .setEpoch(video.epoch())
                .setEventTimeUs(originUs + ptsUs)
                .setPtsUs(ptsUs)
                .setDurationUs(0)
                .setIngestTimeUs(nowUs)
                .setCodec("jpeg");
    }

    private List<String> announced(long sequence) {
        return sequence == 0 ? sources : List.of();
    }
}
