package dev.lockstep.producer.media;

import java.time.Duration;

/**
 * How a lost live source is opened again.
 *
 * @param firstWait wait before the second attempt; doubles with each one
 * @param longestWait longest wait between two attempts
 * @param giveUpAfter how long a source may stay away before it is given up
 * @param endGrace how long to look for a source that said goodbye before its end is believed
 */
public record ReconnectConf(
        Duration firstWait, Duration longestWait, Duration giveUpAfter, Duration endGrace) {

    /** 500 ms, doubling up to 15 s, for 5 minutes; 5 s after a clean end. */
    public static final ReconnectConf DEFAULT =
            new ReconnectConf(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(5));

    public ReconnectConf {
        if (firstWait.isNegative() || firstWait.isZero() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("The waits must rise from above zero.");
        }
    }

    /** The same with another patience for a source that was lost. */
    public ReconnectConf withGiveUpAfter(Duration patience) {
        return new ReconnectConf(firstWait, longestWait, patience, endGrace);
    }

    /** The same with another grace at the end; zero: an end is believed at once. */
    public ReconnectConf withEndGrace(Duration grace) {
        return new ReconnectConf(firstWait, longestWait, giveUpAfter, grace);
    }
}
