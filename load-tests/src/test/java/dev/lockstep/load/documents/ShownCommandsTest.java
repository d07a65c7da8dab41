package dev.lockstep.load.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.RootCommand;
import dev.lockstep.local.run.Interrupts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Commands that documents and help texts show are taken by the program, with the values shown. */
class ShownCommandsTest {
    /** Stands in documents for what the reader knows. */
    private static final String LEFT_OUT = "…";

    private final CommandLine root =
            RootCommand.commandLine(CommandContext.ofProcess(Interrupts.none()));

    @Test
    void thoseInTheDocuments() {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (Path document : Checkout.documents()) {
            for (List<String> words : Markdown.commands(Checkout.read(document))) {
                commands++;
                problem(words)
                        .map(said -> document.getFileName() + ": " + said)
                        .ifPresent(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).isGreaterThan(100);
    }

    @Test
    void thoseInTheHelpOfEveryCommand() {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (CommandLine command : allOf(root)) {
            for (String line : examples(command)) {
                commands++;
                problem(Markdown.words(line))
                        .map(said -> command.getCommandSpec().qualifiedName() + ": " + said)
                        .ifPresent(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).isGreaterThan(40);
    }

    @Test
    void aCommandThatIsWrongIsSeen() {
        assertThat(problem(List.of("bench", "capacity", "--soak", "30m"))).isEmpty();
        assertThat(problem(List.of("bench", "capacity", "--soak", "30"))).isPresent();
        assertThat(problem(List.of("bench", "capacities"))).isPresent();
        assertThat(problem(List.of("caption", "…", "--no-such-option"))).isPresent();
        assertThat(problem(List.of("demo", "--once", "--no-such-option"))).isPresent();
    }

    private Optional<String> problem(List<String> words) {
        if (words.stream().anyMatch(word -> word.contains(LEFT_OUT))) {
            return unknownName(words);
        }
        try {
            root.parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.MissingParameterException e) {
            // A command may be named without all that it needs.
            return unknownName(words);
        } catch (CommandLine.ParameterException e) {
            return Optional.of(Markdown.joined(words) + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Of commands that leave something out only the names are looked at. */
    private Optional<String> unknownName(List<String> words) {
        CommandLine command = root;
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            boolean isOption = word.startsWith("-") && !word.equals("-");
            if (next != null) {
                command = next;
            } else if (isOption
                    && command.getCommandSpec().findOption(word.replaceFirst("=.*", "")) == null) {
                return Optional.of(Markdown.joined(words) + ": there is no option " + word);
            } else if (!isOption && !command.getSubcommands().isEmpty()) {
                return Optional.of(Markdown.joined(words) + ": there is no command " + word);
            }
        }
        return Optional.empty();
    }

    private static List<String> examples(CommandLine command) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : command.getCommandSpec().usageMessage().footer()) {
            line.append(' ').append(part.strip());
            if (!part.strip().endsWith("\\")) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
        }
        return lines.stream()
                .flatMap(text -> Arrays.stream(text.split(" [|>;&] ", 2)).limit(1))
                .filter(text -> text.startsWith("lockstep "))
                // What an example is for stands behind it, two spaces away at least.
                .map(text -> text.substring("lockstep ".length()).split(" {2,}[^ -]", 2)[0])
                .toList();
    }

    private static List<CommandLine> allOf(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(child -> all.addAll(allOf(child)));
        return all;
    }
}
