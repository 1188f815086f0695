"""What changed between two release files, as Python tells it.

usage: diff_releases.py dictionaries|deepdiff|jsondiff|datumaro FROM TO [--limit SECONDS]

All read both files with orjson and put samples by uuid, labels by labelset and annotations by id into dictionaries.
"dictionaries" then compares them by hand and counts; deepdiff and jsondiff get them as they are, with no list of samples
or annotations to match; for datumaro, which does not read these files, its own items are made of them, one a label.
Prints the seconds from the first read to the last difference, the imports
and the start of Python not counted. At the limit it gives up and says that it did.
"""

import argparse
import contextlib
import gc
import json
import signal
import sys
import time

import orjson


class OutOfTime(BaseException):
    """Nothing that catches errors on the way catches this."""


def give_up(number, frame):
    raise OutOfTime


def loaded(path):
    with open(path, "rb") as file:
        return orjson.loads(file.read())


def keyed(release):
    """The samples of a release by uuid, with dictionaries all the way down to the fields of an annotation."""
    samples = {}
    for sample in release["dataset"]["samples"]:
        for label in sample["labels"].values():
            if label is not None:
                content = label["attributes"]
                content["annotations"] = {each["id"]: each for each in content["annotations"]}
        samples[sample["uuid"]] = sample
    return samples


def paired(old, new):
    """Each thing of either dictionary beside its counterpart, or None."""
    for key, value in old.items():
        yield value, new.get(key)
    for key, value in new.items():
        if key not in old:
            yield None, value


class Counts(dict):
    def add(self, level, old, new, differ):
        change = "added" if old is None else "removed" if new is None else "modified" if differ else None
        if change:
            key = f"{level}_{change}"
            self[key] = self.get(key, 0) + 1


def without(thing, key):
    return {name: value for name, value in thing.items() if name != key}


def annotations(label):
    return label["attributes"]["annotations"] if label else {}


def label_differs(old, new):
    return (without(old, "attributes") != without(new, "attributes")
            or without(old["attributes"], "annotations") != without(new["attributes"], "annotations"))


def by_dictionaries(old_samples, new_samples):
    """Counts what came, went and changed; a label that is null is none."""
    counts = Counts()
    for old, new in paired(old_samples, new_samples):
        counts.add("samples", old, new, old and new and without(old, "labels") != without(new, "labels"))
        for old_label, new_label in paired(old["labels"] if old else {}, new["labels"] if new else {}):
            if old_label == new_label:
                continue
            counts.add(
                "labels", old_label, new_label, old_label and new_label and label_differs(old_label, new_label))
            for before, after in paired(annotations(old_label), annotations(new_label)):
                counts.add("annotations", before, after, before != after)
    return counts


def by_deepdiff():
    import deepdiff

    def compare(old, new):
        return {kind: len(changes) for kind, changes in deepdiff.DeepDiff(old, new).items()}

    return compare


def by_jsondiff():
    import jsondiff

    def compare(old, new):
        return {"samples": len(jsondiff.diff(old, new))}

    return compare


def by_datumaro():
    import datumaro
    from datumaro.components.comparator import EqualityComparator

    flat = {"polygon": datumaro.Polygon, "polyline": datumaro.PolyLine, "point": datumaro.Points}

    def shape(annotation):
        points = annotation["points"]
        fields = {
            "id": annotation["id"], "label": annotation["category_id"],
            "attributes": annotation["attributes"] | {"track_id": annotation.get("track_id")},
        }
        if annotation["type"] == "bbox":
            (left, top), (right, bottom) = points
            return datumaro.Bbox(left, top, right - left, bottom - top, **fields)
        return flat[annotation["type"]]([number for point in points for number in point], **fields)

    def dataset(samples):
        return datumaro.Dataset.from_iterable([
            datumaro.DatasetItem(
                uuid, subset=labelset, annotations=[shape(each) for each in annotations(label).values()],
                attributes={"status": label["label_status"]})
            for uuid, sample in samples.items() for labelset, label in sample["labels"].items() if label])

    def compare(old, new):
        with contextlib.redirect_stdout(sys.stderr):  # It prints its summary.
            found = EqualityComparator().compare_datasets(dataset(old), dataset(new))
        return {kind: len(things) for kind, things in found.items()}

    return compare


WAYS = {
    "dictionaries": lambda: by_dictionaries, "deepdiff": by_deepdiff, "jsondiff": by_jsondiff,
    "datumaro": by_datumaro,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--limit", type=int, default=0)
    given = parser.parse_args()
    compare = WAYS[given.way]()

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(given.limit)
    start = time.perf_counter()
    report = {"finished": 1}
    try:
        # What is read stays to the end: there is nothing in it for the collector to find.
        gc.disable()
        old, new = keyed(loaded(given.source)), keyed(loaded(given.target))
        report["load_seconds"] = round(time.perf_counter() - start, 6)
        gc.freeze()
        if given.way != "dictionaries":
            gc.enable()
        report["found"] = compare(old, new)
    except OutOfTime:
        report["finished"] = 0
    signal.alarm(0)
    report["seconds"] = round(time.perf_counter() - start, 6)
    print(json.dumps(report))


main()
