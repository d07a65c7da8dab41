package dev.lockstep.load.documents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of Markdown as the tests want. */
final class Markdown {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern COMMAND = Pattern.compile("(?:^|\\| |`)\\./lockstep ([^\n`]*)");

    private Markdown() {}

    /** Targets of links and pictures. */
    static List<String> links(String document) {
        String prose = CODE.matcher(FENCED.matcher(document).replaceAll("")).replaceAll("");
        return LINK.matcher(prose).results().map(found -> found.group(1)).toList();
    }

    /** Anchors of headings as GitHub makes them. */
    static Set<String> anchors(String document) {
        Set<String> anchors = new HashSet<>();
        for (String heading :
                HEADING.matcher(FENCED.matcher(document).replaceAll(""))
                        .results()
                        .map(found -> found.group(1))
                        .toList()) {
            anchors.add(
                    heading.toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-'));
        }
        return anchors;
    }

    /** What follows {@code ./lockstep}, in words, up to a comment, a pipe or a redirection. */
    static List<List<String>> commands(String document) {
        List<List<String>> commands = new ArrayList<>();
        for (String line : document.split("\n", -1)) {
            Matcher matcher = COMMAND.matcher(line);
            while (matcher.find()) {
                String command = matcher.group(1).replaceFirst(" *[#|;>&].*$", "").strip();
                if (!command.isEmpty()) {
                    commands.add(words(command));
                }
            }
        }
        return commands;
    }

    /** Words as a shell would see them, as far as double quotes go. */
    static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(found -> found.group().replace("\"", ""))
                .filter(word -> !word.equals("\\"))
                .toList();
    }

    static String anchor(String link) {
        int at = link.indexOf('#');
        return at < 0 ? "" : link.substring(at + 1);
    }

    static String path(String link) {
        int at = link.indexOf('#');
        return at < 0 ? link : link.substring(0, at);
    }

    static String joined(List<String> words) {
        return words.stream().collect(Collectors.joining(" ", "./lockstep ", ""));
    }
}
