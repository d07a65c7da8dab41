package dev.lockstep.load.evaluate.fairness;

import dev.lockstep.load.evaluate.statistics.Interval;

/**
 * A measure of one group. Immutable.
 *
 * @param group value of the label
 * @param items how many
 * @param units how many speakers, or items where a speaker is nothing that groups could share
 * @param figure of the group's sums, with an interval over units; without one where it is small
 * @param small whether it has too few units to be compared
 */
public record GroupFigure(String group, int items, int units, Interval figure, boolean small) {}
