package dev.lockstep.inference.swap;

import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.vision.ModelIdentity;

/**
 * A model whose files are on this machine. Immutable.
 *
 * @param identity what results name
 * @param files its file, or the folder of its files
 */
public record LocatedModel(ModelIdentity identity, ModelFiles files) {}
