package dev.lockstep.load.archive;

/** The kinds of MCAP records that are written or read here (mcap.dev/spec). */
final class Opcode {
    static final int HEADER = 0x01;
    static final int FOOTER = 0x02;
    static final int SCHEMA = 0x03;
    static final int CHANNEL = 0x04;
    static final int MESSAGE = 0x05;
    static final int CHUNK = 0x06;
    static final int MESSAGE_INDEX = 0x07;
    static final int CHUNK_INDEX = 0x08;
    static final int ATTACHMENT = 0x09;
    static final int ATTACHMENT_INDEX = 0x0A;
    static final int STATISTICS = 0x0B;
    static final int SUMMARY_OFFSET = 0x0E;
    static final int DATA_END = 0x0F;

    /** Opcode and length in front of each record. */
    static final int HEADER_BYTES = 1 + Long.BYTES;

    /** Footer: where the summary and its offsets begin, and the summary's checksum. */
    static final int FOOTER_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};

    private Opcode() {}

    /** What a file begins and ends with. */
    static byte[] magic() {
        return MAGIC.clone();
    }
}
