package dev.lockstep.view.model;

/**
 * Words that changed after they were shown. Immutable.
 *
 * @param tentative tentative words that the next revision had otherwise in their place, or not
 * @param tentativePerWord those per final word; 0 without words
 * @param committed committed words that were changed or taken back; must be 0
 */
public record RewritesView(long tentative, double tentativePerWord, long committed) {}
