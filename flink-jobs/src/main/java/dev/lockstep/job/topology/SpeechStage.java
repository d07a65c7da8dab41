package dev.lockstep.job.topology;

import dev.lockstep.inference.config.SpeechOperatorConf;
import dev.lockstep.inference.operator.AssembleCaptionsFunction;
import dev.lockstep.inference.operator.AudioInput;
import dev.lockstep.inference.operator.ReceiveAudioFunction;
import dev.lockstep.inference.operator.RecognizeSpeechFunction;
import dev.lockstep.inference.operator.SourceKeys;
import dev.lockstep.inference.operator.SpeechRequestType;
import dev.lockstep.inference.operator.SpeechSegmenterFunction;
import dev.lockstep.inference.operator.SteerSpeechFunction;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.job.OperatorUids;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.flow.EventTimeLimits;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.registry.SchemaRegistrySupplier;
import dev.lockstep.schema.topic.Topic;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

import java.util.concurrent.TimeUnit;

/** From audio records to captions: decode, segment, recognise, assemble. */
public final class SpeechStage {
    private SpeechStage() {}

    /**
     * Captions of every source among the records.
     *
     * @param frames of the same streams, whose text may steer what is heard
     */
    public static CaptionStreams captions(
            DataStream<RawRecord> records,
            Topic<AudioChunk> topic,
            SchemaRegistrySupplier registry,
            EventTimeLimits limits,
            DataStream<StreamItem> frames,
            SpeechOperatorConf conf) {
        SingleOutputStreamOperator<AudioInput> audio =
                records.process(new ReceiveAudioFunction(topic, registry, limits))
                        .returns(TypeInformation.of(AudioInput.class))
                        .name("decode audio")
                        .uid(OperatorUids.AUDIO_DECODE);
        SingleOutputStreamOperator<SpeechRequest> requests =
                audio.keyBy(input -> SourceKeys.of(input), Types.STRING)
                        .process(
                                new SpeechSegmenterFunction(
                                        conf.models(),
                                        conf.segmenter(),
                                        conf.endedSourceRetention()))
                        .returns(SpeechRequestType.of())
                        .name("segment speech")
                        .uid(OperatorUids.SPEECH_SEGMENT);
        SingleOutputStreamOperator<SpeechOutcome> outcomes =
                AsyncDataStream.unorderedWait(
                                steered(requests, frames, conf.steering()),
                                new RecognizeSpeechFunction(conf.models()),
                                conf.timeout().toMillis(),
                                TimeUnit.MILLISECONDS,
                                conf.capacity())
                        .returns(TypeInformation.of(SpeechOutcome.class))
                        .name("recognize speech")
                        .uid(OperatorUids.SPEECH_RECOGNIZE);
        SingleOutputStreamOperator<Caption> captions =
                outcomes.keyBy(outcome -> SourceKeys.of(outcome), Types.STRING)
                        .process(new AssembleCaptionsFunction(conf.endedSourceRetention()))
                        .returns(new AvroTypeInfo<>(Caption.class))
                        .name("assemble captions")
                        .uid(OperatorUids.CAPTION_ASSEMBLE);
        return new CaptionStreams(
                captions,
                captions.getSideOutput(AssembleCaptionsFunction.SETTLED),
                requests.getSideOutput(SpeechSegmenterFunction.ITEMS)
                        .union(captions.getSideOutput(AssembleCaptionsFunction.WORDS)),
                audio.getSideOutput(SpeechSegmenterFunction.DEAD_LETTERS)
                        .union(
                                requests.getSideOutput(SpeechSegmenterFunction.DEAD_LETTERS),
                                captions.getSideOutput(AssembleCaptionsFunction.DEAD_LETTERS)));
    }

    private static DataStream<SpeechRequest> steered(
            DataStream<SpeechRequest> requests, DataStream<StreamItem> frames, SteeringConf conf) {
        if (!conf.enabled()) {
            return requests;
        }
        return requests.keyBy(request -> request.span().streamId(), Types.STRING)
                .connect(frames.keyBy(StreamItem::streamId, Types.STRING))
                .process(new SteerSpeechFunction(conf))
                .returns(SpeechRequestType.of())
                .name("steer speech")
                .uid(OperatorUids.SPEECH_STEER);
    }
}
