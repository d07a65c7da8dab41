package dev.lockstep.inference.speech;

import dev.lockstep.schema.avro.CloseReason;

/**
 * Which piece of which source a request or an answer is about.
 *
 * @param streamId the stream
 * @param sourceId the audio source within the stream
 * @param utterance number of the utterance within the source, from 0
 * @param step number of the request within the utterance, from 0
 * @param kind what is asked for
 * @param closeReason why the utterance ended; OPEN for a partial
 * @param startUs event time of the first sample, µs since the epoch
 * @param startPtsUs the same in the time of the source, µs
 * @param durationUs length of the sound, µs
 * @param speechEndUs event time at which speech was last heard, µs since the epoch
 * @param capturedUs event time of the end of the newest chunk behind the request, µs since the
 *     epoch
 * @param ingestUs ingest time of that chunk, µs since the epoch
 */
public record UtteranceSpan(
        String streamId,
        String sourceId,
        long utterance,
        int step,
        RequestKind kind,
        CloseReason closeReason,
        long startUs,
        long startPtsUs,
        long durationUs,
        long speechEndUs,
        long capturedUs,
        long ingestUs) {}
