/** What pages of results are made of: markup, style and plots in one file that asks for nothing. */
@NullMarked
package dev.lockstep.local.page;

import org.jspecify.annotations.NullMarked;
