/** Another model takes a present one's place while requests go on; knows no Flink. */
@NullMarked
package dev.lockstep.inference.swap;

import org.jspecify.annotations.NullMarked;
