#!/usr/bin/env python3
"""How long datumaro takes to validate the boxes of a release.

usage: validate_release.py RELEASE

Datumaro does not read these files: its own items are made of them, one a label, with the boxes, and its validator for
detection looks for what it knows: labels that are undefined, attributes that are missing or undefined, sizes that are
negative, far from the mean or not numbers, classes that are few or unbalanced. Reading and making items is not counted.
Prints JSON: the seconds, the boxes and the reports.
"""

import contextlib
import json
import sys
import time

import datumaro
import orjson
from datumaro.plugins.validators import DetectionValidator


def main():
    with open(sys.argv[1], "rb") as file:
        release = orjson.loads(file.read())["dataset"]
    categories = datumaro.LabelCategories()
    ids = {}
    for category in release["task_attributes"]["categories"]:
        ids[category["id"]] = categories.add(
            category["name"], attributes={each["name"] for each in category.get("attributes", [])})
    boxes = 0
    items = []
    for sample in release["samples"]:
        for labelset, label in sample["labels"].items():
            if not label:
                continue
            shapes = []
            for annotation in label["attributes"]["annotations"]:
                if annotation["type"] != "bbox":
                    continue
                (left, top), (right, bottom) = annotation["points"]
                shapes.append(datumaro.Bbox(
                    left, top, right - left, bottom - top, id=annotation["id"], label=ids[annotation["category_id"]],
                    attributes=annotation["attributes"]))
            boxes += len(shapes)
            items.append(datumaro.DatasetItem(sample["uuid"], subset=labelset, annotations=shapes))
    dataset = datumaro.Dataset.from_iterable(items, categories={datumaro.AnnotationType.label: categories})
    start = time.perf_counter()
    with contextlib.redirect_stdout(sys.stderr):
        report = DetectionValidator(
            few_samples_thr=1, imbalance_ratio_thr=50, far_from_mean_thr=5.0, dominance_ratio_thr=0.8,
            topk_bins=0.1).validate(dataset)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "boxes": boxes, "reports": len(report["validation_reports"])}))


if __name__ == "__main__":
    main()
