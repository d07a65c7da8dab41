package dev.lockstep.load.archive;

/**
 * Where an attachment is: bytes that messages refer to by its name. Immutable.
 *
 * @param offset of its record in the file, bytes
 * @param length of its record with opcode and length, bytes
 * @param logTimeNs when it was attached, ns since the epoch
 * @param size of what is attached, bytes
 * @param name what messages call it
 * @param mediaType what it is, such as {@code image/jpeg}
 */
public record AttachmentRef(
        long offset, long length, long logTimeNs, long size, String name, String mediaType) {}
