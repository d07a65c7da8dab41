package dev.lockstep.align.policy;

/**
 * What an anchor is paired with.
 *
 * @param at index of the record in its buffer
 * @param next index of the later neighbour to interpolate with; -1 where nothing is interpolated
 * @param fraction how far the anchor lies from the one to the other, 0..1
 * @param residualUs distance of the record from the anchor, µs, positive where it is later; 0 where
 *     it lasts over the anchor or was interpolated
 */
public record Match(int at, int next, double fraction, long residualUs) {
    static Match of(int at, long residualUs) {
        return new Match(at, -1, 0, residualUs);
    }
}
