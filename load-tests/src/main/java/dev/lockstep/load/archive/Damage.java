package dev.lockstep.load.archive;

/** How damage is told. Stateless. */
final class Damage {
    private Damage() {}

    static ArchiveException at(long offset, String what) {
        return new ArchiveException(
                offset,
                what,
                "The archive is damaged at byte "
                        + offset
                        + " ("
                        + what
                        + "): copy it again from where it came from, or record it again.");
    }
}
