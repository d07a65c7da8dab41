#!/usr/bin/env python3
"""Records a command in a terminal and draws the recording as an animated SVG.

  terminal_svg.py record OUT.cast [--columns 96] [--rows 24] [--typed TEXT] -- COMMAND …
  terminal_svg.py render IN.cast OUT.svg [--start S] [--end S] [--longest-pause S] [--title TEXT]
                  [--replace OLD NEW]

Recordings are asciicast v2 files. --typed shows another text after the prompt than the command;
--start and --end cut the recording (seconds), --longest-pause shortens what stands still longer,
--replace shows another text instead of one in the output, such as ~ for a folder.
Where a viewer does not animate, or wants less motion, the last frame is shown.
Needs nothing but Python 3.8 on Linux or macOS.
"""
import argparse
import codecs
import fcntl
import html
import json
import os
import pty
import re
import select
import shlex
import struct
import sys
import termios
import time

CELL_W, CELL_H, FONT, PAD, BAR = 8.4, 19, 14, 14, 30
BACKGROUND, FOREGROUND, DIM = "#14181f", "#e8eaed", "#7b8494"
COLOURS = ["#5c6370", "#e06c75", "#8cc570", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#dcdfe4"]
LAST_FRAME_S = 4
LEAST_FRAME_S = 0.08
CONTROL = re.compile(r"\x1b\[([?0-9;]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Za-z0-9]|\x1b[=>78]|[\r\n\b\t\x07]")


def record(options):
    command = options.command
    if not command:
        sys.exit("There is no command to record: write it after --.")
    pid, terminal = pty.fork()
    if pid == 0:
        size = struct.pack("HHHH", options.rows, options.columns, 0, 0)
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.environ.update(TERM="xterm-256color")
        os.environ.pop("NO_COLOR", None)
        os.execvp(command[0], command)
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    typed = options.typed or " ".join(shlex.quote(part) for part in command)
    with open(options.cast, "w", encoding="utf-8") as out:
        header = {"version": 2, "width": options.columns, "height": options.rows}
        out.write(json.dumps(header) + "\n")
        out.write(json.dumps([0, "o", "\x1b[32m$\x1b[0m " + typed + "\r\n"]) + "\n")
        start = time.monotonic()
        while True:
            try:
                select.select([terminal], [], [])
                data = os.read(terminal, 65536)
            except OSError:
                data = b""
            if not data:
                break
            text = decode(data)
            sys.stdout.write(text)
            sys.stdout.flush()
            out.write(json.dumps([round(time.monotonic() - start, 3), "o", text]) + "\n")
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


class Screen:
    """As much of a terminal as the lockstep command uses. A cell is (character, style)."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.lines = [[] for _ in range(rows)]
        self.x = self.y = 0
        self.bold = self.dim = False
        self.colour = None

    def write(self, text):
        at = 0
        for match in CONTROL.finditer(text):
            self.put(text[at:match.start()])
            at = match.end()
            self.control(match)
        self.put(text[at:])

    def put(self, text):
        for char in text:
            if char < " ":
                continue
            if self.x >= self.columns:
                self.x = 0
                self.down()
            line = self.lines[self.y]
            line.extend([(" ", "")] * (self.x + 1 - len(line)))
            line[self.x] = (char, self.style())
            self.x += 1

    def style(self):
        if self.dim:
            return "d"
        return ("b" if self.bold else "") + ("" if self.colour is None else "c%d" % self.colour)

    def down(self):
        if self.y == self.rows - 1:
            self.lines = self.lines[1:] + [[]]
        else:
            self.y += 1

    def control(self, match):
        code = match.group(0)
        if code == "\r":
            self.x = 0
        elif code == "\n":
            self.down()
        elif code == "\b":
            self.x = max(0, self.x - 1)
        elif code == "\t":
            self.x = min(self.columns - 1, self.x // 8 * 8 + 8)
        elif match.group(2):
            self.sequence(match.group(1), match.group(2))

    def sequence(self, text, kind):
        if text.startswith("?"):
            return
        numbers = [int(n or 0) for n in text.split(";")]
        count = max(1, numbers[0])
        if kind == "m":
            self.attributes(numbers)
        elif kind == "A":
            self.y = max(0, self.y - count)
        elif kind == "B":
            self.y = min(self.rows - 1, self.y + count)
        elif kind == "C":
            self.x = min(self.columns - 1, self.x + count)
        elif kind == "D":
            self.x = max(0, self.x - count)
        elif kind == "G":
            self.x = min(self.columns - 1, count - 1)
        elif kind == "H":
            self.y = min(self.rows, count) - 1
            self.x = (numbers[1] if len(numbers) > 1 else 1) - 1
        elif kind == "K":
            self.erase_line(numbers[0])
        elif kind == "J":
            self.erase_line(numbers[0])
            if numbers[0] in (0, 2):
                for y in range(self.y + 1 if numbers[0] == 0 else 0, self.rows):
                    self.lines[y] = []

    def erase_line(self, what):
        if what == 0:
            self.lines[self.y] = self.lines[self.y][: self.x]
        elif what == 2:
            self.lines[self.y] = []

    def attributes(self, numbers):
        for number in numbers:
            if number == 0:
                self.bold = self.dim = False
                self.colour = None
            elif number == 1:
                self.bold = True
            elif number == 2:
                self.dim = True
            elif number == 22:
                self.bold = self.dim = False
            elif number == 39:
                self.colour = None
            elif 30 <= number <= 37 or 90 <= number <= 97:
                self.colour = number % 10

    def frame(self):
        return tuple(runs(line) for line in self.lines)


def runs(line):
    """A line as (column, text, style); words of one style that a blank separates are one run."""
    found = []
    for match in re.finditer(r"\S+", "".join(char for char, _ in line)):
        at = match.start()
        for column, char in enumerate(match.group(), at):
            style = line[column][1]
            last = found[-1] if found else None
            gap = column - (last[0] + len(last[1])) if last else 0
            if last and last[2] == style and gap <= 1:
                found[-1] = (last[0], last[1] + " " * gap + char, style)
            else:
                found.append((column, char, style))
    return tuple(found)


def frames(path, options):
    """(seconds shown, frame) of a recording, one after another."""
    with open(path, encoding="utf-8") as cast:
        header = json.loads(cast.readline())
        events = [json.loads(line) for line in cast]
    screen = Screen(header["width"], header["height"])
    states = []
    for at, kind, data in events:
        if kind == "o" and at <= options.end:
            screen.write(data.replace(*options.replace))
            states.append((max(at, options.start), screen.frame()))
    shown = []
    for i, (at, frame) in enumerate(states):
        last = i == len(states) - 1
        length = LAST_FRAME_S if last else min(states[i + 1][0] - at, options.longest_pause)
        if shown and (shown[-1][1] == frame or shown[-1][0] < LEAST_FRAME_S):
            shown[-1] = (shown[-1][0] + length, frame)
        elif length > 0:
            shown.append((length, frame))
    return header, shown


def used_rows(shown):
    return max((y + 1 for _, frame in shown for y, line in enumerate(frame) if line), default=1)


def text_of(line):
    parts = []
    for column, text, style in line:
        classes = ' class="%s"' % style if style else ""
        parts.append(
            '<text x="%.1f" textLength="%.1f"%s>%s</text>'
            % (column * CELL_W, len(text) * CELL_W, classes, html.escape(text)))
    return "".join(parts)


def style_sheet(total, shown, width):
    colours = "".join(".c%d{fill:%s}.bc%d{fill:%s;font-weight:700}" % (i, c, i, c) for i, c in enumerate(COLOURS))
    steps, at = [], 0.0
    for i, (length, _) in enumerate(shown):
        steps.append("%.3f%%{transform:translateX(%.0fpx)}" % (100 * at / total, -i * width))
        at += length
    return (
        "text{font:%dpx ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:%s;"
        "white-space:pre}.b{font-weight:700;fill:#fff}.d{fill:%s}%s"
        "@keyframes play{%s}.film{animation:play %.2fs steps(1,end) infinite}"
        "@media (prefers-reduced-motion:reduce){.film{animation:none}}"
        % (FONT, FOREGROUND, DIM, colours, "".join(steps), total))


def render(options):
    header, shown = frames(options.cast, options)
    width = header["width"] * CELL_W + 2 * PAD
    height = BAR + used_rows(shown) * CELL_H + PAD
    rows, film = {}, []
    for i, (_, frame) in enumerate(shown):
        film.append('<g transform="translate(%.0f 0)">' % (i * round(width)))
        for y, line in enumerate(frame):
            if line:
                name = rows.setdefault(line, "r%d" % len(rows))
                film.append('<use href="#%s" y="%d"/>' % (name, y * CELL_H))
        film.append("</g>")
    total = sum(length for length, _ in shown)
    title = html.escape(options.title)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img">'
        % (width, height, width, height),
        "<title>%s</title><style>%s</style>" % (title, style_sheet(total, shown, round(width))),
        "<defs>", *('<g id="%s">%s</g>' % (name, text_of(line)) for line, name in rows.items()),
        '<clipPath id="glass"><rect width="%.0f" height="%.0f"/></clipPath></defs>' % (width, height),
        '<rect width="%.0f" height="%.0f" rx="8" fill="%s"/>' % (width, height, BACKGROUND),
        *('<circle cx="%d" cy="15" r="5.5" fill="%s"/>' % (18 + 18 * i, c)
          for i, c in enumerate(["#ff5f57", "#febc2e", "#28c840"])),
        '<g clip-path="url(#glass)"><g transform="translate(%d %d)"><g class="film" transform="translate(%d 0)">'
        % (PAD, BAR + FONT, -(len(shown) - 1) * round(width)),
        *film, "</g></g></g></svg>\n",
    ]
    with open(options.svg, "w", encoding="utf-8") as out:
        out.write("\n".join(parts))
    print("%d frames, %.1f s, %d bytes" % (len(shown), total, os.path.getsize(options.svg)))
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(required=True)
    recording = actions.add_parser("record")
    recording.add_argument("cast")
    recording.add_argument("--columns", type=int, default=96)
    recording.add_argument("--rows", type=int, default=24)
    recording.add_argument("--typed")
    recording.set_defaults(run=record)
    rendering = actions.add_parser("render")
    rendering.add_argument("cast")
    rendering.add_argument("svg")
    rendering.add_argument("--start", type=float, default=0)
    rendering.add_argument("--end", type=float, default=float("inf"))
    rendering.add_argument("--longest-pause", type=float, default=float("inf"))
    rendering.add_argument("--replace", nargs=2, metavar=("OLD", "NEW"), default=("\0", ""))
    rendering.add_argument("--title", default="Recording of a terminal")
    rendering.set_defaults(run=render)
    arguments = sys.argv[1:]
    split = arguments.index("--") if "--" in arguments else len(arguments)
    options = parser.parse_args(arguments[:split])
    options.command = arguments[split + 1:]
    sys.exit(options.run(options))


if __name__ == "__main__":
    main()
