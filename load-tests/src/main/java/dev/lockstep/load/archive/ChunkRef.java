package dev.lockstep.load.archive;

/**
 * Where a chunk is and what it covers. Immutable.
 *
 * @param offset of its record in the file, bytes
 * @param length of its record with opcode and length, bytes
 * @param startNs log time of its earliest message
 * @param endNs log time of its latest message
 * @param uncompressed bytes of its records
 * @param compressed bytes of its records in the file
 */
public record ChunkRef(
        long offset, long length, long startNs, long endNs, long uncompressed, long compressed) {}
