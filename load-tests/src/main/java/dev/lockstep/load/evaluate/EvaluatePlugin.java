package dev.lockstep.load.evaluate;

import dev.lockstep.local.command.CommandPlugin;

/** Adds {@code lockstep evaluate}. */
public final class EvaluatePlugin implements CommandPlugin {
    @Override
    public Object command() {
        return new EvaluateCommand();
    }
}
