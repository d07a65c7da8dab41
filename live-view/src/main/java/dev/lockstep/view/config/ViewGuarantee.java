package dev.lockstep.view.config;

/** What the view promises of its state. */
public enum ViewGuarantee {
    /** State and position of reading change together. */
    EXACTLY_ONCE,
    /** After a failure some records are taken again; counts may then be too high. */
    AT_LEAST_ONCE
}
