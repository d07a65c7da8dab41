package dev.lockstep.load.replay;

import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.CommandPlugin;

/** Adds {@code lockstep replay}. */
public final class ReplayPlugin implements CommandPlugin {
    @Override
    public Object command(CommandContext context) {
        return new ReplayCommand(context);
    }
}
