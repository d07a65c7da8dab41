/** Results as JSON, as lines and as one page. */
@NullMarked
package dev.lockstep.load.evaluate.report;

import org.jspecify.annotations.NullMarked;
