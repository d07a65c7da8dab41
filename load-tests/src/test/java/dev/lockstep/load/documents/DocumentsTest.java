package dev.lockstep.load.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.$}])/(?:work|home|root|Users|tmp/wt)/[\\w.-]+");

    /** Split so that this file does not hold what it looks for. */
    private static final Pattern REGISTRY_HOST =
            Pattern.compile(
                    String.join(
                            "|",
                            "repo1?\\.maven\\." + "(?:apache\\.)?org",
                            "(?:files\\.)?python" + "hosted\\.org",
                            "pypi\\." + "org",
                            "registry\\.npmjs\\." + "org",
                            "packages\\.conf" + "luent\\.io",
                            "(?:gh" + "cr|qu" + "ay|gcr)\\.io",
                            "docker\\." + "io",
                            "art" + "ifactory|ne" + "xus"),
                    Pattern.CASE_INSENSITIVE);

    @Test
    void thereAreTheDocumentsThatANewcomerLooksFor() {
        assertThat(Checkout.documents())
                .map(file -> Checkout.root().relativize(file).toString())
                .contains(
                        "README.md",
                        "CONTRIBUTING.md",
                        "CHANGELOG.md",
                        "docs/architecture.md",
                        "docs/models.md",
                        "docs/operations.md");
    }

    @Test
    void everyLinkInsideTheProjectResolves() {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : Checkout.documents()) {
            for (String link : Markdown.links(Checkout.read(document))) {
                if (!link.matches("[a-z]+:.*")) {
                    links++;
                    problem(document, link).ifPresent(broken::add);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(20);
    }

    @Test
    void noMachinePathAndNoRegistryHostStandsInATrackedFile() {
        List<String> found = new ArrayList<>();
        for (Path file : Checkout.files()) {
            String text = Checkout.read(file);
            if (text.indexOf('\0') >= 0) {
                continue;
            }
            for (Pattern pattern : List.of(MACHINE_PATH, REGISTRY_HOST)) {
                Matcher matcher = pattern.matcher(text);
                while (matcher.find()) {
                    found.add(name(file) + ": " + matcher.group());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static Optional<String> problem(Path document, String link) {
        Path parent = document.getParent();
        Path target =
                Markdown.path(link).isEmpty() || parent == null
                        ? document
                        : parent.resolve(Markdown.path(link)).normalize();
        String said = name(document) + " links to " + link;
        if (!target.startsWith(Checkout.root()) || !Files.exists(target)) {
            return Optional.of(said + ", which is not there");
        }
        String anchor = Markdown.anchor(link);
        boolean missing =
                !anchor.isEmpty() && !Markdown.anchors(Checkout.read(target)).contains(anchor);
        return missing ? Optional.of(said + ", but no heading is called so") : Optional.empty();
    }

    private static String name(Path file) {
        return Checkout.root().relativize(file).toString();
    }
}
