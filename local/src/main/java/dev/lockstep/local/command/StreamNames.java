package dev.lockstep.local.command;

/** A short name for an input, fit for a folder and a stream id. Stateless. */
final class StreamNames {
    private static final int LONGEST = 60;

    private StreamNames() {}

    /** {@code /a/My talk.mp4} is "My-talk", {@code rtsp://host:554/cam} is "host-554-cam". */
    static String of(String input) {
        if (input.equals("-")) {
            return "stdin";
        }
        String rest = input.replaceFirst("[?#].*$", "").replaceFirst("^[A-Za-z0-9+.-]+://", "");
        if (rest.length() == input.length()) {
            // A path: the folder says nothing, and the ending neither.
            rest = rest.replaceFirst("/+$", "").replaceFirst("^.*/", "");
            rest = rest.replaceFirst("(?<=.)\\.[A-Za-z0-9]{1,5}$", "");
        } else {
            rest = rest.replaceFirst("^[^/@]*@", "");
        }
        String plain = rest.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String name = plain.isEmpty() ? "stream" : plain;
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
