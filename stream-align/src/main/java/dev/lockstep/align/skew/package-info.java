/**
 * How far apart the event clocks of a stream's sources are, learnt from capture and ingest times.
 *
 * <p>Network delay is never negative and mostly noise above a floor. So the fastest records tell of
 * the clock, and the others do not: keep the fastest of each short stretch of time (the clock
 * filter of RFC 5905, section 10), then lay the line under them that comes closest (Moon, Skelly,
 * Towsley, "Estimation and removal of clock skew from network delay measurements", INFOCOM 1999).
 * The delay may have stepped because a clock was set; Paxson, "On calibrating measurements of
 * packet transit times", SIGMETRICS 1998, tells steps from congestion by how long they last, and so
 * do we.
 *
 * <p>What this cannot know: one-way delays do not tell a slow clock from a long path. The smallest
 * delay of each source's path, with capture and encoding in it, counts as part of its offset. The
 * skew between two sources is therefore right up to the difference of their smallest delays.
 */
@NullMarked
package dev.lockstep.align.skew;

import org.jspecify.annotations.NullMarked;
