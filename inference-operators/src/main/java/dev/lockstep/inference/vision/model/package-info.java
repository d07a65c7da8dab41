/** What vision wants of a model runtime. */
@NullMarked
package dev.lockstep.inference.vision.model;

import org.jspecify.annotations.NullMarked;
