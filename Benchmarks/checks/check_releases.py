"""Checks generated releases: that they parse, what they are made of, and how two of them differ.

usage: check_releases.py V1.json [V2.json]
"""

import collections
import gc
import json
import re
import sys


def share(counter):
    total = sum(counter.values())
    return ", ".join(f"{key} {100 * n / total:.1f} %" for key, n in counter.most_common())


def describe(text, release):
    dataset = release["dataset"]
    assert list(release) == ["name", "description", "created_at", "dataset"]
    assert list(dataset) == [
        "name", "description", "category", "created_at", "owner", "task_type", "task_attributes", "tasks",
        "labelsets", "samples"]
    types, attributes, presence, decimals, points = (collections.Counter() for _ in range(5))
    corners = collections.defaultdict(list)
    tracked = 0
    samples = dataset["samples"]
    categories = {category["id"] for category in dataset["task_attributes"]["categories"]}
    for sample in samples:
        assert list(sample) == ["uuid", "name", "attributes", "metadata", "labels"]
        for labelset in ("ground-truth", "predictions"):
            if labelset not in sample["labels"]:
                presence[f"{labelset} absent"] += 1
                continue
            label = sample["labels"][labelset]
            presence[f"{labelset} {'null' if label is None else 'label'}"] += 1
            if label is None:
                continue
            ids = [annotation["id"] for annotation in label["attributes"]["annotations"]]
            assert len(set(ids)) == len(ids)
            for annotation in label["attributes"]["annotations"]:
                assert annotation["category_id"] in categories
                types[annotation["type"]] += 1
                corners[annotation["type"]].append(len(annotation["points"]))
                attributes["{}" if not annotation["attributes"] else "filled"] += 1
                tracked += "track_id" in annotation
    for number in re.findall(r"[\[ ](-?\d+(?:\.\d+)?)[,\]]", text[: 20_000_000]):
        digits = len(number.partition(".")[2])
        decimals["full" if digits > 3 else str(digits)] += 1
    uuids = {sample["uuid"] for sample in samples}
    names = {sample["name"] for sample in samples}
    assert len(uuids) == len(samples) == len(names)
    assert "\n" not in text and text == text.strip()
    total = sum(types.values())
    print(f"{release['name']}: {len(text.encode()):,} bytes, {len(samples):,} samples, {total:,} annotations,"
          f" {total / len(samples):.1f} a sample")
    print("  types:", share(types))
    print("  corners:", {kind: (min(n), max(n), round(sum(n) / len(n), 1)) for kind, n in corners.items()})
    print("  labels:", dict(presence))
    print("  decimals:", share(decimals))
    print(f"  attributes: {share(attributes)}; track_id {100 * tracked / total:.1f} %")


def compare(first, second):
    before = {sample["uuid"]: sample for sample in first["dataset"]["samples"]}
    after = {sample["uuid"]: sample for sample in second["dataset"]["samples"]}
    shared = changed = 0
    for uuid in before.keys() & after.keys():
        old, new = before[uuid], after[uuid]
        assert {**old, "labels": 0} == {**new, "labels": 0}
        assert old["labels"].keys() == new["labels"].keys()
        for labelset, label in old["labels"].items():
            if label is None:
                assert new["labels"][labelset] is None
                continue
            shared += 1
            changed += label != new["labels"][labelset]
    print(f"{first['name']} to {second['name']}: {100 * changed / shared:.2f} % of {shared:,} labels changed,"
          f" {len(before.keys() - after.keys())} samples removed, {len(after.keys() - before.keys())} added")


def main():
    gc.disable()
    releases = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        releases.append(json.loads(text))
        describe(text, releases[-1])
    for first, second in zip(releases, releases[1:]):
        compare(first, second)


main()
