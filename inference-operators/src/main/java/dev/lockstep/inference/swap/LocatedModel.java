package dev.lockstep.inference.swap;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.runtime.ModelFiles;

/**
 * A model whose files are on this machine. Immutable.
 *
 * @param identity what results name
 * @param files its file, or the folder of its files
 */
public record LocatedModel(ModelIdentity identity, ModelFiles files) {}
