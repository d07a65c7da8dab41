package dev.lockstep.view.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Captions of a stream in their order. Immutable.
 *
 * @param stream the stream
 * @param captions from the cursor on, oldest first
 * @param next cursor for what follows; null when these are the newest
 */
public record CaptionPage(String stream, List<CaptionView> captions, @Nullable String next) {}
