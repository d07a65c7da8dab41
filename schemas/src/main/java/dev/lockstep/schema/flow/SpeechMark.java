package dev.lockstep.schema.flow;

/**
 * How far the sound of a source was searched for speech once its record had been taken. Whatever is
 * recognised from then on belongs to an utterance below {@code utterances}, or was spoken at or
 * after {@code spokenFromUs}.
 *
 * @param utterances utterances that are over
 * @param spokenFromUs where the open utterance, or else the next one at the earliest, begins; event
 *     time, µs since the epoch
 */
public record SpeechMark(long utterances, long spokenFromUs) {}
