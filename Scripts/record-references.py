#!/usr/bin/env python3
"""Records what other tools calculate of the releases in Fixtures/statistics, for tests to compare with.

usage: record-references.py

Writes the releases (invented, from a fixed seed) and references.json beside them. Needs numpy, pandas, pycocotools and
shapely; the tests read the recorded file and need none of them.
"""

import contextlib
import importlib.metadata
import io
import json
import math
import pathlib
import random

import numpy
import pandas
import shapely
from pycocotools import mask as mask_utils
from pycocotools.coco import COCO
from pycocotools.cocoeval import Params

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Fixtures" / "statistics"
QUANTILES = {"min": 0, "p5": 0.05, "p25": 0.25, "median": 0.5, "p75": 0.75, "p95": 0.95, "max": 1}
BINS = 10
SIDE = 512  # of the images, px
GROUND_TRUTH = "ground-truth"


# The releases


def release(name, task_type, categories, samples):
    return {
        "name": "v1",
        "description": "",
        "created_at": "2025-06-02 14:05:10.551023+00:00",
        "dataset": {
            "name": name,
            "description": "",
            "category": "Other / mixed",
            "created_at": "2025-03-03 09:12:44.101220+00:00",
            "owner": "acme",
            "task_type": task_type,
            "task_attributes": {"format_version": "0.1", "categories": categories},
            "tasks": {},
            "labelsets": [{"name": GROUND_TRUTH, "description": "", "is_groundtruth": True}],
            "samples": samples,
        },
    }


def sample(draw, index, metadata, label):
    uuid = "%08x-0000-4000-8000-%012x" % (draw.getrandbits(32), index)
    return {
        "uuid": uuid,
        "name": f"{index:04}.jpg",
        "attributes": {"image": {"url": f"https://assets.example.org/acme/{uuid}.jpg"}},
        "metadata": metadata,
        "labels": {GROUND_TRUTH: label},
    }


def category(number, name):
    select = {"name": "colour", "input_type": "select", "values": ["red", "green", "blue"]}
    return {"id": number, "name": name, "attributes": [select, {"name": "doors", "input_type": "number"}]}


def colours(draw):
    attributes = {}
    if draw.random() < 0.8:
        attributes["colour"] = draw.choice(["red", "red", "red", "green", "green", "pink"])
    if draw.random() < 0.5:
        attributes["doors"] = draw.randint(1, 5)
    return attributes


def metadata(draw, index):
    words = {"city": draw.choice(["Ghent", "Bruges", "Liège"]), "height": round(draw.gauss(300, 80), 2)}
    if index % 3:
        words["speed"] = draw.randint(0, 130)
    return words


def boxes():
    draw = random.Random(1)
    samples = []
    for index in range(24):
        annotations = []
        for number in range(draw.randint(0, 14)):
            kind = draw.choices([1, 2, 3], [6, 3, 1])[0]
            width, height = draw.lognormvariate(3.6, 0.9), draw.lognormvariate(3.4, 0.8)
            x, y = draw.uniform(0, 400), draw.uniform(0, 400)
            if number % 2:
                width, height, x, y = round(width), round(height), round(x), round(y)
            points = [[x, y], [x + width, y + height]]
            if number % 5 == 4:  # drawn from the other corner
                points.reverse()
            annotations.append([kind, points])
        # On COCO's limits, just below them, and without width, height or both.
        if index == 0:
            for width, height in [(32, 32), (96, 96), (31.5, 32.5), (31.99, 32), (96, 95.99), (0, 7), (7, 0), (0, 0)]:
                annotations.append([1, [[3, 4], [3 + width, 4 + height]]])
        label = {
            "label_status": draw.choice(["LABELED", "REVIEWED"]),
            "attributes": {
                "format_version": "0.1",
                "annotations": [
                    {"id": number + 1, "category_id": kind, "type": "bbox", "points": points, "attributes": colours(draw)}
                    for number, (kind, points) in enumerate(annotations)
                ],
            },
        }
        samples.append(sample(draw, index, metadata(draw, index), label))
    return release("reference-boxes", "vector", [category(n + 1, c) for n, c in enumerate(["car", "bus", "bike"])], samples)


def star(draw, count):
    """A simple polygon around a middle, seldom convex."""
    x, y = draw.uniform(80, 430), draw.uniform(80, 430)
    angles = sorted(draw.uniform(0, 2 * math.pi) for _ in range(count))
    return [[x + draw.uniform(10, 70) * math.cos(a), y + draw.uniform(10, 70) * math.sin(a)] for a in angles]


def shapes():
    draw = random.Random(2)
    samples = []
    for index in range(16):
        annotations = []
        for _ in range(draw.randint(1, 8)):
            kind = draw.choice([1, 2, 4])
            if draw.random() < 0.6:
                points = star(draw, draw.randint(3, 12))
                if draw.random() < 0.5:
                    points = [[round(x), round(y)] for x, y in points]
                if not shapely.Polygon(points).is_valid or shapely.Polygon(points).area == 0:
                    continue
                annotations.append((kind, "polygon", points))
            else:
                count = draw.randint(2, 7)
                points = [[draw.uniform(0, 500), draw.uniform(0, 500)] for _ in range(count)]
                annotations.append((kind, "polyline", points))
        label = {
            "label_status": "LABELED",
            "attributes": {
                "format_version": "0.1",
                "annotations": [
                    {"id": number + 1, "category_id": kind, "type": type, "points": points, "attributes": {}}
                    for number, (kind, type, points) in enumerate(annotations)
                ],
            },
        }
        samples.append(sample(draw, index, {}, label))
    names = {1: "roof", 2: "road", 4: "tree"}
    return release("reference-shapes", "vector", [category(number, names[number]) for number in names], samples)


def tracks():
    draw = random.Random(3)
    samples = []
    for index in range(3):
        speeds = {track: [draw.uniform(-2, 2), draw.uniform(-2, 2)] for track in range(1, 6)}
        starts = {track: [draw.uniform(-30, 30), draw.uniform(-30, 30)] for track in speeds}
        frames = []
        for frame in range(8):
            annotations = []
            for track, (dx, dy) in speeds.items():
                if draw.random() < 0.2:
                    continue
                x, y = starts[track]
                annotations.append(
                    {
                        "id": track,
                        "track_id": track,
                        "category_id": 1 + track % 2,
                        "type": "cuboid",
                        "position": {"x": x + dx * frame, "y": y + dy * frame, "z": 0.5},
                        "dimensions": {"x": 4 + track / 10, "y": 1.75, "z": 1.5},
                        "yaw": math.atan2(dy, dx),
                        "is_keyframe": frame % 4 == 0,
                        "attributes": {"colour": draw.choice(["red", "blue"]) if track == 1 else "red"},
                    }
                )
            frames.append({"timestamp": 1_700_000_000_000_000_000 + frame * 100_000_000, "annotations": annotations})
        label = {"label_status": "LABELED", "attributes": {"format_version": "0.2", "frames": frames}}
        samples.append(sample(draw, index, metadata(draw, index), label))
    categories = [category(1, "car"), category(2, "bus")]
    return release("reference-tracks", "pointcloud-cuboid-sequence", categories, samples)


# What the tools say of them


def profile(values):
    """NumPy's figures; the standard deviation is the population's. pandas must agree on quartiles."""
    values = numpy.asarray(values, dtype=float)
    if not len(values):
        return {"count": 0}
    found = {name: float(numpy.quantile(values, q, method="linear")) for name, q in QUANTILES.items()}
    described = pandas.Series(values).describe()
    for name, row in [("min", "min"), ("p25", "25%"), ("median", "50%"), ("p75", "75%"), ("max", "max")]:
        assert math.isclose(found[name], described[row], rel_tol=1e-12, abs_tol=1e-12)
    return {"count": len(values), "mean": float(values.mean()), "std": float(values.std()), **found}


def histogram(values):
    counts, edges = numpy.histogram(values, bins=BINS)
    return {"counts": counts.tolist(), "edges": edges.tolist()}


def annotations(document):
    rows = []
    names = {c["id"]: c["name"] for c in document["dataset"]["task_attributes"]["categories"]}
    for position, entry in enumerate(document["dataset"]["samples"]):
        body = entry["labels"][GROUND_TRUTH]["attributes"]
        for frame, part in enumerate(body.get("frames", [body])):
            for annotation in part["annotations"]:
                name = names[annotation["category_id"]]
                rows.append({**annotation, "sample": position, "frame": frame, "category": name})
    return rows


def coco_sizes(frame):
    """How many boxes each of COCO's area ranges holds.

    COCOeval ignores a box when its area is below the range's lower or above its upper limit, so that a box on a limit
    is in both ranges. A box on a limit is counted here in the larger one.
    """
    coco = COCO()
    coco.dataset = {
        "images": [{"id": int(s), "width": SIDE, "height": SIDE} for s in sorted(set(frame["sample"]))],
        "categories": [{"id": int(k)} for k in sorted(set(frame["category_id"]))],
        "annotations": [
            {
                "id": number + 1,
                "image_id": int(row.sample),
                "category_id": int(row.category_id),
                "bbox": [row.x, row.y, row.width, row.height],
                "area": row.width * row.height,
                "iscrowd": 0,
            }
            for number, row in enumerate(frame.itertuples())
        ],
    }
    with contextlib.redirect_stdout(io.StringIO()):
        coco.createIndex()
    params = Params(iouType="bbox")
    ranges = dict(zip(params.areaRngLbl, params.areaRng))
    sizes = {}
    for size in ["small", "medium", "large"]:
        low, high = ranges[size]
        ids = coco.getAnnIds()
        areas = [coco.anns[i]["area"] for i in ids]
        sizes[size] = sum(low <= a and (a < high or size == "large") for a in areas)
        # getAnnIds leaves out both limits.
        inside = len(coco.getAnnIds(areaRng=[low, high]))
        assert inside == sum(low < a < high for a in areas)
        sizes[f"on_limit_of_{size}"] = sum(a == low for a in areas)
    return {"ranges": {name: ranges[name] for name in ["small", "medium", "large"]}, **sizes}


def box_references(document):
    rows = []
    for annotation in annotations(document):
        (x1, y1), (x2, y2) = annotation["points"]
        x, y, width, height = min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)
        rows.append({**annotation, "x": x, "y": y, "width": width, "height": height, **annotation["attributes"]})
    table = pandas.DataFrame(rows)
    table["area"] = table.width * table.height
    classes = {}
    for name, part in table.groupby("category"):
        measures = {m: part[m].to_numpy() for m in ["width", "height", "area"]}
        upright = part[part.height > 0]
        measures["aspect"] = (upright.width / upright.height).to_numpy()
        classes[name] = {
            "boxes": len(part),
            "samples": int(part["sample"].nunique()),
            "profiles": {m: profile(v) for m, v in measures.items()},
            "histograms": {m: histogram(v) for m, v in measures.items()},
            "coco": coco_sizes(part),
            "attributes": {
                a: {str(value): int(count) for value, count in part[a].dropna().value_counts().items()}
                for a in ["colour", "doors"]
            },
        }
    # Whole boxes as masks: pycocotools counts the pixels that the outline encloses.
    masks = []
    whole = table[(table.width % 1 == 0) & (table.height % 1 == 0) & (table.x % 1 == 0) & (table.y % 1 == 0)]
    for row in whole[(whole.width > 0) & (whole.height > 0)].itertuples():
        if row.x + row.width <= SIDE and row.y + row.height <= SIDE:
            x1, y1, x2, y2 = row.x, row.y, row.x + row.width, row.y + row.height
            rle = mask_utils.frPyObjects([[x1, y1, x2, y1, x2, y2, x1, y2]], SIDE, SIDE)
            masks.append({"area": row.area, "mask_area": int(mask_utils.area(mask_utils.merge(rle)))})
            assert masks[-1]["area"] == masks[-1]["mask_area"]
    return {"classes": classes, "whole_boxes_as_masks": masks, "pairs": pairs(table)}


def pairs(table):
    """Samples in which two categories are both annotated."""
    there = (pandas.crosstab(table["sample"], table["category"]) > 0).astype(int)
    both = there.T.dot(there)
    names = list(both.columns)
    return {f"{a}|{b}": int(both.loc[a, b]) for i, a in enumerate(names) for b in names[i:]}


def shape_references(document):
    table = pandas.DataFrame(annotations(document))
    groups = {}
    for (name, type), part in table.groupby(["category", "type"]):
        measures = {"vertices": [len(p) for p in part.points]}
        if type == "polygon":
            polygons = [shapely.Polygon(p) for p in part.points]
            measures["area"] = [p.area for p in polygons]
            measures["convexity"] = [p.area / p.convex_hull.area for p in polygons]
        else:
            measures["length"] = [shapely.LineString(p).length for p in part.points]
        groups[f"{name}|{type}"] = {"shapes": len(part), "profiles": {m: profile(v) for m, v in measures.items()}}
    counts = table.groupby("category").agg(annotations=("id", "size"), samples=("sample", "nunique"))
    return {
        "groups": groups,
        "classes": {name: [int(row.annotations), int(row.samples)] for name, row in counts.iterrows()},
        "pairs": pairs(table),
    }


def track_references(document):
    table = pandas.DataFrame(annotations(document))
    table["colour"] = [a["colour"] for a in table.attributes]
    colours = table.groupby(["sample", "track_id"]).agg(category=("category", "first"), colours=("colour", "nunique"))
    return {
        name: {"tracks": len(part), "changing": int((part.colours > 1).sum())}
        for name, part in colours.groupby("category")
    }


def metadata_references(document):
    table = pandas.DataFrame([s["metadata"] for s in document["dataset"]["samples"]])
    return {
        "numbers": {key: profile(table[key].dropna()) for key in ["height", "speed"]},
        "histograms": {key: histogram(table[key].dropna()) for key in ["height", "speed"]},
        "words": {key: {v: int(c) for v, c in table[key].value_counts().items()} for key in ["city"]},
    }


def array_references():
    """Arrays of every sort with what NumPy says of them."""
    draw = numpy.random.default_rng(4)
    arrays = {
        "one": [2.5],
        "two": [3, -1],
        "ties": [1, 2, 2, 2, 3, 3, 9, 2, 2],
        "all equal": [7.25] * 40,
        "negative": [-5, -1.5, -900, -0.25, -3, -3],
        "tiny": [1e-300, 3e-308, 5e-324, 2e-310, 1e-300],
        "huge": [1e150, -1e150, 9e149, 1e140, 1],
        "far from zero": [1e9 + k * 1e-6 for k in (0, 1, 2, 3, 5, 7, 9)],
        "tenths": [k / 10 for k in range(31)],
        "normal": draw.normal(50, 12, 501).tolist(),
        "lognormal": draw.lognormal(3, 1.2, 400).tolist(),
        "whole": draw.integers(0, 9, 300).astype(float).tolist(),
        "sorted": [float(k) for k in range(200)],
        "reversed": [float(200 - k) for k in range(200)],
        "organ pipes": [float(min(k, 200 - k)) for k in range(200)],
    }
    return {
        name: {"values": values, "profile": profile(values), "histogram": histogram(values)}
        for name, values in arrays.items()
    }


def main():
    FOLDER.mkdir(exist_ok=True)
    documents = {"boxes": boxes(), "shapes": shapes(), "tracks": tracks()}
    for name, document in documents.items():
        (FOLDER / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
    tools = ["numpy", "pandas", "pycocotools", "shapely"]
    references = {
        "made_by": "Scripts/record-references.py",
        "versions": {tool: importlib.metadata.version(tool) for tool in tools},
        "bins": BINS,
        "boxes": box_references(documents["boxes"]),
        "shapes": shape_references(documents["shapes"]),
        "tracks": track_references(documents["tracks"]),
        "metadata": metadata_references(documents["boxes"]),
        "arrays": array_references(),
    }
    text = json.dumps(references, indent=1, ensure_ascii=False, allow_nan=False)
    (FOLDER / "references.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
