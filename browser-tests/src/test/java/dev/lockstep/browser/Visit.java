package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A visitor with a browser profile of their own, who notes what must not happen: errors, dialogs,
 * and requests to other hosts. One thread.
 */
final class Visit implements AutoCloseable {
    /** A screen that the page is looked at on. */
    enum Screen {
        PHONE(360, 740),
        DESKTOP(1440, 900),
        WALL(2560, 1440);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private static final double LIMIT_MS = 3_000;

    private final URI root;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /**
     * @param root address of the view, without a path
     */
    Visit(Chromium chromium, URI root, Screen screen, ColorScheme scheme) {
        this.root = root;
        context =
                chromium.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(screen.width, screen.height)
                                        .setColorScheme(scheme));
        // What the issue asks of the page: it shows what was published within 3 s.
        context.setDefaultTimeout(LIMIT_MS);
        page = context.newPage();
        page.onDialog(
                dialog -> {
                    faults.add("dialog: " + dialog.message());
                    dialog.dismiss();
                });
        page.onPageError(error -> faults.add("error: " + error));
        page.onConsoleMessage(
                message -> {
                    if (message.text().contains("Content Security Policy")
                            || message.text().contains("Content-Security-Policy")) {
                        faults.add("policy: " + message.text());
                    }
                });
        page.onRequest(request -> noteHost(request.url()));
    }

    /** The same on a desktop in the dark. */
    static Visit onDesktop(Chromium chromium, URI root) {
        return new Visit(chromium, root, Screen.DESKTOP, ColorScheme.DARK);
    }

    private void noteHost(String address) {
        URI uri = URI.create(address);
        boolean inside = "data".equals(uri.getScheme()) || "blob".equals(uri.getScheme());
        if (!inside && !root.getAuthority().equals(uri.getAuthority())) {
            faults.add("request to " + uri);
        }
    }

    /** Goes to a place of the page. */
    Page open(String hash) {
        page.navigate(root.resolve("/") + hash);
        return page;
    }

    Page page() {
        return page;
    }

    /** Waits, 3 s at most, until an element shows a text. */
    void awaitText(String selector, String text) {
        page.waitForFunction(
                "([selector, text]) => [...document.querySelectorAll(selector)]"
                        + ".some((one) => one.textContent.includes(text))",
                List.of(selector, text));
    }

    /** Waits as long as the test allows, for what has no limit of its own. */
    void awaitText(String selector, String text, double limitMs) {
        page.waitForFunction(
                "([selector, text]) => [...document.querySelectorAll(selector)]"
                        + ".some((one) => one.textContent.includes(text))",
                List.of(selector, text),
                new Page.WaitForFunctionOptions().setTimeout(limitMs));
    }

    /** The texts of all elements that match. */
    List<String> texts(String selector) {
        return page.locator(selector).allTextContents();
    }

    /** Refuses what must not have happened. */
    void assertFaultless() {
        assertThat(faults).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
