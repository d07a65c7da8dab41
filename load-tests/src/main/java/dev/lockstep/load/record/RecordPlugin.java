package dev.lockstep.load.record;

import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.CommandPlugin;

/** Adds {@code lockstep record}. */
public final class RecordPlugin implements CommandPlugin {
    @Override
    public Object command(CommandContext context) {
        return new RecordCommand(context);
    }
}
