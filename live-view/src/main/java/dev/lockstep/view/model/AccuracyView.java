package dev.lockstep.view.model;

/**
 * Captions against what was said. Immutable.
 *
 * @param referenceWords words that were said
 * @param captionWords words of the captions
 * @param wordAccuracy 1 - word error rate; below 0 where much was invented
 * @param wer word error rate
 * @param substitutions words written wrongly
 * @param insertions words written that were not said
 * @param deletions words said that were not written
 * @param serious errors estimated as serious, weight 1
 * @param standard errors estimated as standard, weight 0.5
 * @param minor errors estimated as minor, weight 0.25
 * @param nerScore NER-style score in percent, severity estimated by rules; at least 0
 */
public record AccuracyView(
        int referenceWords,
        int captionWords,
        double wordAccuracy,
        double wer,
        int substitutions,
        int insertions,
        int deletions,
        int serious,
        int standard,
        int minor,
        double nerScore) {}
