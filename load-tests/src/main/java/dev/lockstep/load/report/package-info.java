/** How benchmarks tell what they do and what came out: progress, tables, JSON and pages. */
@NullMarked
package dev.lockstep.load.report;

import org.jspecify.annotations.NullMarked;
