"""What a user of the library may rely on."""

from __future__ import annotations

import subprocess
import sys

import grotius


def test_the_public_face_is_read_extract_export_record_and_the_model() -> None:
    assert sorted(grotius.__all__) == ["Record", "export", "extract", "model", "read"]
    assert [name for name in dir(grotius) if not name.startswith("_")] == [
        "Record",
        "export",
        "extract",
        "model",
        "read",
    ]


def test_every_public_name_is_there_and_documented() -> None:
    for name in grotius.__all__:
        assert getattr(grotius, name).__doc__


def test_extract_is_the_function_whatever_was_imported_before() -> None:
    code = "import grotius.run, grotius.extract; from grotius import extract; assert callable(extract), extract"
    subprocess.run([sys.executable, "-c", code], check=True)
    code = "import grotius; grotius.extract; import grotius.run; assert callable(grotius.extract), grotius.extract"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_asking_the_record_does_not_load_the_language_model() -> None:
    code = "import grotius, sys; grotius.Record; assert 'spacy' not in sys.modules, 'spaCy was loaded'"
    subprocess.run([sys.executable, "-c", code], check=True)
