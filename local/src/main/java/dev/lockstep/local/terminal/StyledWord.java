package dev.lockstep.local.terminal;

/**
 * A word to show.
 *
 * @param committed whether it will stay as it is
 */
record StyledWord(String text, boolean committed) {}
