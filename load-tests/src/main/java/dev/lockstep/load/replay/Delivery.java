package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveMessage;

/**
 * A record that is to be sent.
 *
 * @param dueNs when, ns of the archive's time from the start of the replay
 * @param copy number of the copy that it belongs to, from 1
 * @param message the record
 * @param head what is known of it
 */
record Delivery(long dueNs, int copy, ArchiveMessage message, RecordHead head) {}
