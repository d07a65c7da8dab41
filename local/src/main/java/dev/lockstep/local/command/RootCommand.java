package dev.lockstep.local.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.ServiceLoader;
import java.util.concurrent.Callable;

/** {@code lockstep} without a command: shows what there is. */
@Command(
        name = "lockstep",
        description = {
            "Live captions and more from video, audio and text: Kafka, Flink and ONNX Runtime.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = LockstepVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nBegin with:%n",
        footer = {
            "  lockstep demo                captions of a built-in talk, everything local",
            "  lockstep caption talk.mp4    captions of your own file",
            "  lockstep doctor              what is missing on this machine",
            "  lockstep help caption        options and examples of one command"
        },
        subcommands = {CommandLine.HelpCommand.class})
public final class RootCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    private final CommandContext context;

    RootCommand(CommandContext context) {
        this.context = context;
    }

    /** The whole command line; {@code execute} never ends the JVM and never throws. */
    public static CommandLine commandLine(CommandContext context) {
        CommandLine root =
                new CommandLine(new RootCommand(context))
                        .addSubcommand(new DemoCommand(context))
                        .addSubcommand(new CaptionCommand(context))
                        .addSubcommand(new ProduceCommand(context))
                        .addSubcommand(new ViewCommand(context))
                        .addSubcommand(new SearchCommand(context))
                        .addSubcommand(new LedgerCommand(context))
                        .addSubcommand(new ReportCommand(context))
                        .addSubcommand(new ExportCommand(context))
                        .addSubcommand(
                                new CommandLine(new ModelsCommand(context))
                                        .addSubcommand(new ModelsSwapCommand(context)))
                        .addSubcommand(new DoctorCommand(context));
        for (CommandPlugin plugin : ServiceLoader.load(CommandPlugin.class)) {
            root.addSubcommand(plugin.command(context));
        }
        ErrorHandling.install(root, context);
        return root;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(context.err());
        }
        return CommandLine.ExitCode.USAGE;
    }
}
