package dev.lockstep.load;

import dev.lockstep.local.command.CommandPlugin;

/** Adds {@code lockstep bench}. */
public final class BenchPlugin implements CommandPlugin {
    @Override
    public Object command() {
        return new BenchCommand();
    }
}
