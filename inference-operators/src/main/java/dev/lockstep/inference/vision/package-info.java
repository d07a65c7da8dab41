/** What is seen in sampled pictures: objects and on-screen text; without Flink. */
@NullMarked
package dev.lockstep.inference.vision;

import org.jspecify.annotations.NullMarked;
