package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out how a suite lies on disk, and reads it. Stateless. */
public final class SuiteReader {
    private SuiteReader() {}

    /**
     * Reads it.
     *
     * @param at a manifest, a table or a folder
     * @throws UserException when it cannot be used; the message says what to do
     */
    public static Suite read(Path at, SuiteFormat format) throws IOException {
        if (!Files.exists(at)) {
            throw new UserException(
                    "There is no suite "
                            + at
                            + ": name a manifest (.jsonl), a CSV, a folder, or samples for the"
                            + " built-in one.");
        }
        SuiteFormat chosen = format == SuiteFormat.AUTO ? guess(at) : format;
        boolean folder = Files.isDirectory(at);
        switch (chosen) {
            case MANIFEST:
                return ManifestReader.read(folder ? at.resolve(ManifestReader.NAME) : at);
            case AUDIOCAPS:
                Path table = folder ? AudioCapsImporter.table(at) : at;
                if (table == null) {
                    throw new UserException(
                            at
                                    + " holds no CSV with the columns audiocap_id, youtube_id,"
                                    + " start_time and caption: put it there.");
                }
                return AudioCapsImporter.read(table);
            case LIBRISPEECH:
                return LibriSpeechImporter.read(requireFolder(at, folder));
            case SLIDESPEECH:
            default:
                return SlideSpeechImporter.read(requireFolder(at, folder));
        }
    }

    private static Path requireFolder(Path at, boolean folder) {
        if (!folder) {
            throw new UserException(at + " is a file: name the folder that holds the set.");
        }
        return at;
    }

    private static SuiteFormat guess(Path at) throws IOException {
        if (Files.isRegularFile(at)) {
            return at.toString().endsWith(".csv") ? SuiteFormat.AUDIOCAPS : SuiteFormat.MANIFEST;
        }
        if (Files.isRegularFile(at.resolve(ManifestReader.NAME))) {
            return SuiteFormat.MANIFEST;
        }
        if (AudioCapsImporter.table(at) != null) {
            return SuiteFormat.AUDIOCAPS;
        }
        if (SlideSpeechImporter.fits(at)) {
            return SuiteFormat.SLIDESPEECH;
        }
        if (LibriSpeechImporter.fits(at)) {
            return SuiteFormat.LIBRISPEECH;
        }
        throw new UserException(
                at
                        + " looks like none of the layouts that are known: put a "
                        + ManifestReader.NAME
                        + " there, or name a --format; docs/evaluation.md describes them.");
    }
}
