"""The program as pip leaves it: in an environment of its own, byte-compiled, without the detour of an editable one."""

import compileall
import shutil
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from sysconfig import get_paths

import smtptui

# What pip writes for an entry of [project.scripts].
_SCRIPT = """\
#!{python}
import sys
from smtptui.__main__ import main
if __name__ == "__main__":
    sys.exit(main())
"""


@dataclass(frozen=True, slots=True)
class Installed:
    """Where the program and its interpreter are."""

    smtptui: Path
    python: Path


def install(folder: Path) -> Installed:
    """Install the package that runs here into a new environment, which borrows its dependencies from this one."""
    venv.create(folder, symlinks=True)
    packages = Path(get_paths(vars={"base": str(folder), "platbase": str(folder)})["purelib"])
    shutil.copytree(Path(smtptui.__file__).parent, packages / "smtptui", ignore=shutil.ignore_patterns("__pycache__"))
    if not compileall.compile_dir(packages, quiet=1):
        raise RuntimeError("the package does not compile")
    (packages / "borrowed.pth").write_text(f"{get_paths()['purelib']}\n")
    installed = Installed(folder / "bin" / "smtptui", folder / "bin" / Path(sys.executable).name)
    installed.smtptui.write_text(_SCRIPT.format(python=installed.python))
    installed.smtptui.chmod(0o755)
    return installed
