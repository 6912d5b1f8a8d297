"""Scores on gold, speed and scale: one adapter per data set, all with one face.

``python -m benchmarks NAME --data DIR [--json OUT] [--errors PAGE]``. An adapter is a module of this package with
``run(data: Path) -> Result``. It maps Grotius' output to the set's fields and never looks at gold before predicting.
"""
