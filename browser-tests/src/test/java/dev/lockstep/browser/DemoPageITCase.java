package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.lockstep.browser.DemoQuestions.Question;
import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.RootCommand;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.TerminalKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as it is, on its page while it plays, then in its store; played once for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class DemoPageITCase {
    private static final String STREAM = "demo";

    /** What the issue allows from the publication to the page. */
    private static final double MOST_MS = 3_000;

    private static final Duration STARTED = Duration.ofSeconds(90);
    private static final double LISTED_MS = 60_000;

    /** The page asks for the figures every 5 s. */
    private static final double REFRESHED_MS = 15_000;

    private static final double PLAYED_MS = 150_000;

    /** Ended by the signal: 128 + 2, as shells have it. */
    private static final int ENDED_BY_CTRL_C = 130;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @TempDir private static Path dir;
    private Chromium chromium;
    private DemoProcess demo;
    private Publications published;
    private Visit visit;
    private PageObserver shown;
    private URI root;

    @BeforeAll
    void play() throws Exception {
        chromium = Chromium.start();
        demo = DemoProcess.start(dir);
        root = await().atMost(STARTED).until(demo::page, Optional::isPresent).get();
        published = new Publications(demo.bootstrapServers(), demo.registryUrl());
        visit = new Visit(chromium, root, Visit.Screen.DESKTOP, ColorScheme.DARK);
        Page page = visit.page();
        page.onConsoleMessage(this::note);
        visit.open("");
        visit.awaitText(".card h2", STREAM, LISTED_MS);
        page.locator(".card a").first().click();
        visit.awaitText(".badge-connection-live", "connected", LISTED_MS);
        shown = new PageObserver(page);
        page.waitForCondition(
                demo::isServing, new Page.WaitForConditionOptions().setTimeout(PLAYED_MS));
    }

    private void note(ConsoleMessage message) {
        if ("error".equals(message.type())) {
            complaints.add(message.text() + " " + message.location());
        }
    }

    @AfterAll
    void stop() {
        if (visit != null) {
            visit.close();
        }
        if (demo != null) {
            demo.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    @Order(1)
    void eachFinalCaptionIsOnThePageWithinThreeSecondsOfItsPublication() {
        Map<String, Double> captions = published.captions();
        assertThat(String.join(" ", visit.texts(".caption .committed")).toLowerCase(Locale.ROOT))
                .contains(
                        "it was the best of times",
                        "age of wisdom",
                        "spring of hope",
                        "winter of despair",
                        "noisiest authorities",
                        "ever tried");
        assertThat(captions).hasSizeGreaterThan(8);
        assertThat(shown.captions()).containsKeys(captions.keySet().toArray(String[]::new));
        assertSoonAfter(captions, shown.captions());
    }

    @Test
    @Order(2)
    void slidesAreBoxedWithTheirTextWhileTheyAreShown() {
        assertThat(shown.lines())
                .containsKeys(
                        "A Tale of Two Cities, Charles Dickens, 1859",
                        "it was the spring of hope,",
                        "it was the winter of despair,",
                        "Worstward Ho, Samuel Beckett, 1983",
                        "Fail better.");
        assertSoonAfter(published.lines(), shown.lines());
        assertThat(shown.boxes().values())
                .allSatisfy(
                        box -> {
                            assertThat(box.get(0)).isBetween(0.0, 1.0);
                            assertThat(box.get(1)).isBetween(0.0, 1.0);
                            assertThat(box.get(0) + box.get(2)).isBetween(0.05, 1.01);
                            assertThat(box.get(1) + box.get(3)).isBetween(0.02, 1.01);
                        });
    }

    @Test
    @Order(3)
    void theTimelineHasEachModalityInItsLane() {
        assertSoonAfter(published.pieces(), shown.pieces());
        for (String lane : List.of("audio", "video", "text")) {
            assertThat(visit.page().locator(".lane-" + lane + " .stretch.is-complete").count())
                    .as(lane)
                    .isPositive();
        }
        assertThat(String.join(" ", visit.texts(".lane-audio .piece")))
                .contains("spring of hope", "noisiest authorities");
        assertThat(String.join(" ", visit.texts(".lane-video .piece")))
                .contains("it was the spring of hope,", "Fail better.");
        assertThat(visit.texts(".lane-text .piece"))
                .contains("Light with a capital L, I like that", "And now Beckett");
    }

    @Test
    @Order(4)
    void theLedgerBalancesAtTheEnd() throws Exception {
        visit.awaitText(".panel-ledger tbody tr:last-child td:last-child", "0 ✓");
        assertThat(visit.texts(".panel-ledger tbody tr td:last-child"))
                .hasSizeGreaterThanOrEqualTo(3)
                .containsOnly("0 ✓");
        JsonNode summary = new ObjectMapper().readTree(demo.out().resolve("summary.json").toFile());
        assertThat(summary.get("records_in").asLong())
                .isPositive()
                .isEqualTo(summary.get("records_out").asLong());
    }

    @Test
    @Order(5)
    void complianceIsShownWhereItIsMeasured() throws Exception {
        if (complianceStatus() == 200) {
            visit.awaitText(".panel-compliance tbody tr", "≤", REFRESHED_MS);
            assertThat(visit.texts(".panel-compliance .note"))
                    .singleElement()
                    .asString()
                    .matches("1\\d\\d words in 0:[2-5]\\d of speech");
        } else {
            assertThat(visit.page().locator(".panel-compliance").isVisible()).isFalse();
        }
    }

    private int complianceStatus() throws IOException, InterruptedException {
        URI address = root.resolve("/api/v1/streams/" + STREAM + "/compliance");
        return http.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    @Order(6)
    void aQuestionInOtherWordsLeadsToTheMoment() {
        Page page = visit.page();
        page.locator("#query").fill("When do flowers and optimism return?");
        page.locator("#query").press("Enter");
        visit.awaitText(".hit", "spring of hope", LISTED_MS);
        page.locator(".hit").first().click();
        page.waitForSelector(".caption[aria-current=true]");

        assertThat(page.locator(".caption[aria-current=true]").textContent())
                .contains("spring of hope");
        long at = Long.parseLong(URI.create(page.url()).getFragment().split("\\?t=", 2)[1]);
        assertThat(at).isBetween(12_500L, 23_700L);
        page.waitForSelector(".cursor:visible");
    }

    @Test
    @Order(7)
    void thePageAskedNobodyElseAndComplainedOfNothing() throws Exception {
        boolean compliance = complianceStatus() == 200;
        visit.assertFaultless();
        // A browser notes each answer that is no success, expected or not.
        assertThat(complaints)
                .filteredOn(one -> compliance || !one.contains("/demo/compliance"))
                .isEmpty();
    }

    @Test
    @Order(8)
    void nineOfTenQuestionsInOtherWordsFindTheMomentInTheStore() throws IOException {
        List<Question> questions = DemoQuestions.all();
        assertThat(questions).hasSize(20);
        List<String> missed = new ArrayList<>();
        for (Question question : questions) {
            JsonNode best = search(question.text());
            assertThat(best.get("stream").asText()).isEqualTo(STREAM);
            if (!question.isNear(best.get("start_ms").asLong(), best.get("end_ms").asLong())) {
                missed.add(question.text() + " " + best);
            }
        }
        assertThat(missed).hasSizeLessThanOrEqualTo(questions.size() / 10);
    }

    /** The first line that the command prints. */
    private JsonNode search(String question) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandContext context =
                new CommandContext(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TerminalKind.plain(),
                        TerminalKind.plain(),
                        System.getenv(),
                        Interrupts.none());
        String store = demo.out().resolve("lockstep.db").toString();
        int code =
                RootCommand.commandLine(context)
                        .execute("search", question, "--store", store, "--json");
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
    }

    @Test
    @Order(9)
    void ctrlCEndsItAndLeavesNothingBehind() throws Exception {
        visit.close();
        published.close();
        List<ProcessHandle> children = demo.descendants();

        assertThat(demo.interrupt()).as(demo.output()).isEqualTo(ENDED_BY_CTRL_C);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThatThrownBy(this::complianceStatus).isInstanceOf(ConnectException.class);
        try (Stream<Path> left = Files.walk(demo.temporary())) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(demo.output()).doesNotContain("lockstep: ");
    }

    /** Each text that was published and shown was shown soon; what was there at first is let be. */
    private void assertSoonAfter(Map<String, Double> published, Map<String, Double> shownAt) {
        List<String> slow = new ArrayList<>();
        int compared = 0;
        for (Map.Entry<String, Double> text : shownAt.entrySet()) {
            Double from = published.get(text.getKey());
            if (from != null) {
                compared++;
                double delay = text.getValue() - Math.max(from, shown.sinceMs());
                if (delay > MOST_MS) {
                    slow.add(delay + " ms: " + text.getKey());
                }
            }
        }
        assertThat(slow).isEmpty();
        assertThat(compared).isGreaterThan(5);
    }
}
