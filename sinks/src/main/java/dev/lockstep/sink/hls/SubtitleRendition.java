package dev.lockstep.sink.hls;

/**
 * The line of a master playlist that offers a track of captions as subtitles: put it above the
 * variants, and give each of them {@code SUBTITLES="GROUP"}. Immutable.
 *
 * @param groupId group that the variants name
 * @param name what a player shows
 * @param language BCP 47
 * @param uri address of the media playlist
 * @param isDefault whether a player shows it unless told otherwise
 */
public record SubtitleRendition(
        String groupId, String name, String language, String uri, boolean isDefault) {

    /** The {@code EXT-X-MEDIA} tag, without a line end. */
    public String tag() {
        return "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="
                + quoted(groupId)
                + ",NAME="
                + quoted(name)
                + ",LANGUAGE="
                + quoted(language)
                + ",DEFAULT="
                + (isDefault ? "YES" : "NO")
                + ",AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="
                + quoted("public.accessibility.transcribes-spoken-dialog")
                + ",URI="
                + quoted(uri);
    }

    /** A quoted string holds neither quotes nor line ends (RFC 8216, section 4.2). */
    private static String quoted(String text) {
        return '"' + text.replaceAll("[\"\\p{Cc}]", " ") + '"';
    }
}
