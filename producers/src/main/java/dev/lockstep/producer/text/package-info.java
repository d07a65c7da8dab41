/** Text feeds: subtitles, JSON lines, plain lines and records of any topic become text events. */
@NullMarked
package dev.lockstep.producer.text;

import org.jspecify.annotations.NullMarked;
