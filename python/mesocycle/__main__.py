"""`python -m mesocycle` is the `meso` command of the same environment."""

import os
import shutil
import subprocess
import sys
import sysconfig


def find():
    """The path of the `meso` that was installed with this package, or of any other; `None` if there is none."""
    name = "meso" + sysconfig.get_config_var("EXE")
    schemes = [sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")]
    for scheme in schemes:
        path = os.path.join(sysconfig.get_path("scripts", scheme), name)
        if os.path.isfile(path):
            return path
    return shutil.which(name)


def main():
    """Becomes the command, so that signals and the exit code are its own."""
    path = find()
    if path is None:
        sys.exit("mesocycle: the command meso is not in this environment: install the package again")
    arguments = [path, *sys.argv[1:]]
    if sys.platform == "win32":
        sys.exit(subprocess.run(arguments, check=False).returncode)
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()
