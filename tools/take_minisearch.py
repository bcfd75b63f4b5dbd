"""Take another version of MiniSearch into conf/minisearch (needs npm and the network).

    python tools/take_minisearch.py VERSION

The package manager checks the archive against the registry's own hash, which is kept beside the
hash of the one file that is taken: the build refuses a file with another.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "conf" / "minisearch"
TAKEN = {"package/dist/umd/index.js": "index.js", "package/LICENSE.txt": "LICENSE.txt"}


def main(version: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--json", f"minisearch@{version}"]
        said = subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout
        (package,) = json.loads(said)
        with tarfile.open(Path(folder) / package["filename"]) as archive:
            for inside, name in TAKEN.items():
                (FOLDER / name).write_bytes(archive.extractfile(inside).read())
    pinned = {
        "integrity": package["integrity"],
        "sha256": hashlib.sha256((FOLDER / "index.js").read_bytes()).hexdigest(),
        "version": package["version"],
    }
    (FOLDER / "pinned.json").write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
