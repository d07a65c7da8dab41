/** The HTTP side of the live view: REST, server-sent events, WebSockets, captions and the page. */
@NullMarked
package dev.lockstep.view.http;

import org.jspecify.annotations.NullMarked;
