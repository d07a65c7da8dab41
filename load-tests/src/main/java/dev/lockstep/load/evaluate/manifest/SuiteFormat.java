package dev.lockstep.load.evaluate.manifest;

/** How a suite lies on disk. */
public enum SuiteFormat {
    /** By what is there. */
    AUTO,
    /** A manifest of ours, JSON Lines. */
    MANIFEST,
    /** SPEAKER/CHAPTER/*.flac with *.trans.txt and SPEAKERS.TXT. */
    LIBRISPEECH,
    /** A CSV of captions and a folder of clips. */
    AUDIOCAPS,
    /** text, segments, wav.scp and the text of slides. */
    SLIDESPEECH
}
