package dev.lockstep.local.page;

/** The style sheet of reports: light and dark, readable in print, no fonts to fetch. */
public final class PageStyle {
    public static final String CSS =
            """
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --faint: #59636e;
              --line: #d0d7de; --bar: #2a6fb0; --limit: #b3261e; --bad: #ffd8d3; --mid: #fff0c2;
              --low: #e3ecf7; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --paper: #14171b;
              --faint: #a0abb8; --line: #3a424c; --bar: #6cb0f0; --limit: #ff8f85; --bad: #6b1d17;
              --mid: #574300; --low: #24364c; } }
            body { margin: 0; background: var(--paper); color: var(--ink);
              font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
            table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; font-size: 0.9rem; }
            caption { text-align: left; color: var(--faint); padding: 0.25rem 0; }
            th, td { text-align: left; padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line);
              vertical-align: top; overflow-wrap: break-word; font-weight: normal; }
            main { overflow-x: auto; }
            thead th { font-weight: 600; }
            svg { width: 100%; height: auto; }
            svg text { fill: var(--faint); font-size: 11px; }
            .grid { stroke: var(--line); } .bar { fill: var(--bar); }
            .limit { stroke: var(--limit); stroke-dasharray: 5 3; }
            .limit-name { text-anchor: end; }
            .curve { fill: none; stroke-width: 1.6; stroke: var(--bar); }
            .curve-1 { stroke: var(--limit); stroke-dasharray: 7 3; }
            .curve-2 { stroke: var(--ink); stroke-dasharray: 2 2; }
            .curve-3 { stroke: var(--faint); stroke-dasharray: 10 3 2 3; }
            .curve-4 { stroke-dasharray: 1 4; stroke-width: 2.4; }
            .curve-5 { stroke: var(--limit); stroke-dasharray: 16 4; }
            .curve-6 { stroke: var(--ink); stroke-dasharray: 7 2 2 2 2 2; }
            .curve-7 { stroke: var(--faint); }
            .words { line-height: 2; }
            ins, del { padding: 0 0.15em; }
            .serious { background: var(--bad); } .standard { background: var(--mid); }
            .minor { background: var(--low); }
            """;

    private PageStyle() {}
}
