package dev.lockstep.view.model;

/**
 * How fast words came, in windows of 5 s that follow one another. Immutable.
 *
 * @param windows windows with words
 * @param meanWpm words per minute over those windows
 * @param maxWpm the fastest window, words per minute
 * @param shareAbove180 share of those windows above 180 words per minute, 0..1
 * @param shareAbove200 share above 200 words per minute, 0..1
 */
public record RateView(
        long windows, double meanWpm, long maxWpm, double shareAbove180, double shareAbove200) {}
