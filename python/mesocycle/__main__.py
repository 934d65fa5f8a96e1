"""`python -m mesocycle` is the `meso` command of the same environment."""

import os
import shutil
import subprocess
import sys
import sysconfig


def command():
    """The path of the `meso` that was installed with this package."""
    name = "meso" + sysconfig.get_config_var("EXE")
    schemes = [sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")]
    places = [sysconfig.get_path("scripts", scheme) for scheme in schemes]
    for place in places:
        path = os.path.join(place, name)
        if os.path.isfile(path):
            return path
    path = shutil.which(name)
    if path is None:
        sys.exit(f"mesocycle: the command {name} is not in {' or '.join(places)}: install the package again")
    return path


def main():
    """Becomes the command, so that signals and the exit code are its own."""
    arguments = [command(), *sys.argv[1:]]
    if sys.platform == "win32":
        sys.exit(subprocess.run(arguments, check=False).returncode)
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()
