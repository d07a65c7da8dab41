/**
 * Options: keys with types, defaults and descriptions, and their values from files and the like.
 */
@NullMarked
package dev.lockstep.schema.config;

import org.jspecify.annotations.NullMarked;
