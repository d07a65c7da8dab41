package dev.lockstep.load.steering;

/**
 * What came of one way to steer.
 *
 * @param clip what was read
 * @param noise of the sound
 * @param screen what stood on the screen
 * @param words of the reference
 * @param errors substituted, left out or added
 * @param wer errors by words
 * @param termsSaid occurrences in the reference of words that stand on a slide of the clip
 * @param termsHeard of them, how many were recognised
 * @param cpuSecondsPerAudioSecond of recognition, without the search for speech
 */
record SteeringResult(
        String clip,
        String noise,
        String screen,
        int words,
        int errors,
        double wer,
        int termsSaid,
        int termsHeard,
        double cpuSecondsPerAudioSecond) {}
