package dev.lockstep.load.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void linksAndPicturesAreFoundButNotThoseInCode() {
        assertThat(Markdown.links("[a](b.md#c) ![d](e.svg)\n`[x](y)`\n```\n[no](no)\n```\n[f](#g)"))
                .containsExactly("b.md#c", "e.svg", "#g");
    }

    @Test
    void headingsBecomeAnchorsAsOnGitHub() {
        assertThat(
                        Markdown.anchors(
                                "# The job on a cluster\n## `caption`, and demo\n```\n# no\n```\n"))
                .containsExactlyInAnyOrder("the-job-on-a-cluster", "caption-and-demo");
    }

    @Test
    void commandsEndBeforeCommentsPipesAndRedirections() {
        assertThat(
                        Markdown.commands(
                                "./lockstep demo --once   # plays once\n"
                                        + "ffmpeg -f wav - | ./lockstep caption - > x\n"
                                        + "Run `./lockstep doctor` or `./lockstep`.\n"
                                        + "./lockstep search \"of hope\" --limit 3\n"))
                .containsExactly(
                        List.of("demo", "--once"),
                        List.of("caption", "-"),
                        List.of("doctor"),
                        List.of("search", "of hope", "--limit", "3"));
    }
}
