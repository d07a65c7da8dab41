package dev.lockstep.sink.hls;

import dev.lockstep.sink.caption.CaptionFileException;
import dev.lockstep.sink.caption.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps the files of a track in a folder that any web server can serve: segments and parts first,
 * then the playlist that names them, each appearing whole. Files of an earlier track of the same
 * name are removed. Not thread-safe; errors are {@link CaptionFileException}.
 */
public final class HlsFolder {
    private final Path folder;
    private final String name;
    private final Deque<HlsPart> partFiles = new ArrayDeque<>();
    private long writtenSegments;
    private int writtenOpenParts;
    private boolean begun;

    /**
     * A folder, which is made when the first file is written.
     *
     * @param name of the playlist, without its ending
     */
    public HlsFolder(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** The playlist. */
    public Path playlist() {
        return folder.resolve(name + ".m3u8");
    }

    /** Writes what is new of the track, and the playlist. */
    public void write(CaptionTrack track, OptionalLong originTimeMs) {
        if (!begun) {
            removeOld();
            begun = true;
        }
        for (HlsSegment segment : track.segments()) {
            if (segment.number() >= writtenSegments) {
                segment.parts().stream().skip(writtenOpenParts).forEach(this::write);
                writtenOpenParts = 0;
                WholeFile.write(folder.resolve(uri(segment)), segment.text());
                writtenSegments = segment.number() + 1;
            }
        }
        if (track.conf().hasParts()) {
            track.openParts().stream().skip(writtenOpenParts).forEach(this::write);
            writtenOpenParts = track.openParts().size();
        }
        WholeFile.write(playlist(), MediaPlaylist.of(track, originTimeMs, this::uri, this::uri));
        long keepFrom = writtenSegments - 1 - MediaPlaylist.SEGMENTS_WITH_PARTS;
        while (!partFiles.isEmpty()
                && (track.ended() || partFiles.getFirst().segment() < keepFrom)) {
            remove(folder.resolve(uri(partFiles.removeFirst())));
        }
    }

    private void write(HlsPart part) {
        WholeFile.write(folder.resolve(uri(part)), part.text());
        partFiles.addLast(part);
    }

    private String uri(HlsSegment segment) {
        return String.format(Locale.ROOT, "%s-%05d.vtt", name, segment.number());
    }

    private String uri(HlsPart part) {
        return String.format(Locale.ROOT, "%s-%05d.%d.vtt", name, part.segment(), part.index());
    }

    private void removeOld() {
        Pattern ours = Pattern.compile(Pattern.quote(name) + "(-\\d+(\\.\\d+)?\\.vtt|\\.m3u8)");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Path last = file.getFileName();
                if (last != null && ours.matcher(last.toString()).matches()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new CaptionFileException(folder, e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CaptionFileException(file, e);
        }
    }
}
