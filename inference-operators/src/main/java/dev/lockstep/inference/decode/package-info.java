/** Step-wise decoding of token sequences, whatever they describe; knows no runtime. */
@NullMarked
package dev.lockstep.inference.decode;

import org.jspecify.annotations.NullMarked;
