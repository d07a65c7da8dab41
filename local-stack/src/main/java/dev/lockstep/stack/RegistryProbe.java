package dev.lockstep.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out where a starting registry listens and whether it answers yet. */
final class RegistryProbe {
    private static final Pattern LISTENING =
            Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d+)");
    private static final int TIMEOUT_MS = 2000;

    private RegistryProbe() {}

    /** The port that the registry's log names, or 0 as long as it names none. */
    static int portIn(Path logFile) throws IOException {
        String log = new String(Files.readAllBytes(logFile), StandardCharsets.UTF_8);
        Matcher matcher = LISTENING.matcher(log);
        int port = 0;
        while (matcher.find()) {
            port = Integer.parseInt(matcher.group(1));
        }
        return port;
    }

    /** True when the list of subjects can be read. */
    static boolean answers(int port) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7/subjects");
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            connection.setRequestProperty("Connection", "close");
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
