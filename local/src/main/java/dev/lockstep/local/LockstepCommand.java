package dev.lockstep.local;

import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.RootCommand;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.run.RunFolder;

/** Entry point of the {@code lockstep} command; the commands are in {@code .command}. */
public final class LockstepCommand {
    private LockstepCommand() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        RunFolder temporary = RunFolder.take();
        try (Interrupts interrupts = Interrupts.install()) {
            CommandContext context = CommandContext.ofProcess(interrupts);
            int code = RootCommand.commandLine(context).execute(arguments);
            temporary.close();
            interrupts.finished();
            System.exit(code);
        }
    }
}
