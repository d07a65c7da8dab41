/** Options of the jobs, what they resolve to, and what is refused before a job starts. */
@NullMarked
package dev.lockstep.job.config;

import org.jspecify.annotations.NullMarked;
