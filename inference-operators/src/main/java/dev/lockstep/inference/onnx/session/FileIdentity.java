package dev.lockstep.inference.onnx.session;

import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Tells whether two paths are one file that has not changed between two looks. Immutable.
 *
 * @param path all links resolved
 * @param size bytes
 * @param modified when its content was written last
 */
record FileIdentity(Path path, long size, FileTime modified) {
    static FileIdentity of(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return new FileIdentity(real, attributes.size(), attributes.lastModifiedTime());
        } catch (IOException e) {
            throw new ModelException(
                    "There is no model file " + file + ". Pull it with `lockstep models pull`.", e);
        }
    }
}
