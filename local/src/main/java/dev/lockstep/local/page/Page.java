package dev.lockstep.local.page;

/** A page in one file that asks for nothing else and runs no script. Stateless. */
public final class Page {
    private Page() {}

    /**
     * A whole page, with its title as the first heading.
     *
     * @param title text
     * @param body markup
     */
    public static String html(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
                + "<meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'unsafe-inline'\"/>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
                + "<title>"
                + Markup.text(title)
                + "</title>\n<style>"
                + PageStyle.CSS
                + "</style></head><body><main>\n<h1>"
                + Markup.text(title)
                + "</h1>\n"
                + body
                + "</main></body></html>\n";
    }
}
