#!/usr/bin/env python3
"""Records what other tools say of invented cuboids and polygons, for tests to compare with.

usage: record-geometry.py

Writes cuboids.bin and polygons.bin to Fixtures/findings. The inputs follow from a seed, and the tests make them again;
only the answers are recorded. Needs numpy, scipy and shapely; the tests need none of them.

Cuboids: the corners of one less those of the other span a convex body, whose faces Qhull finds. The cuboids intersect
where the origin lies inside, and its distance to the nearest face is how deep they stand in each other. Nothing is
known there of axes that separate.

Polygons: shapely (GEOS) says whether the border meets itself (is_valid). Whether it passes from one side of itself to
the other is told by whole numbers here, pair by pair, which says too who is right where GEOS calculates in doubles.

cuboids.bin: PAIRS bits, whether they intersect, the first the lowest of its byte; then for each pair of kind 3, in order,
how far along its direction the second cuboid stands (float32); then the depth of the first DEPTHS pairs (float32).
polygons.bin: two bits a polygon: 0 simple, 1 touching, 2 crossing, 3 no polygon.
"""

import array
import math
import pathlib
import sys

import numpy
import scipy
import shapely
import shapely.validation
from scipy.spatial import ConvexHull

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Fixtures" / "findings"
PAIRS = 100_000
DEPTHS = 10_000
POLYGONS = 40_000
MASK = (1 << 64) - 1


class Random:
    """SplitMix64, as the tests have it."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def fraction(self):
        return (self.next() >> 11) * 2.0**-53

    def signed(self):
        return self.fraction() * 2 - 1

    def below(self, bound):
        return self.next() % bound


# Cuboids


def pose(draw, kind, like=None):
    """Size, yaw and quaternion (None: by yaw)."""
    size = [0.05 + 6 * draw.fraction() ** 2 for _ in range(3)]
    yaw = draw.signed() * math.pi
    quaternion = [draw.signed() for _ in range(4)]
    if kind == 0:
        return size, yaw, None
    if kind == 2 and like is not None:
        # Nearly parallel to the other, by 10⁻² down to 10⁻¹³.
        tilt = 10.0 ** -(2 + draw.below(12))
        quaternion = [like[i] + tilt * quaternion[i] for i in range(4)]
    return size, yaw, quaternion


def axes(yaw, quaternion):
    if quaternion is None:
        return numpy.array([[math.cos(yaw), -math.sin(yaw), 0], [math.sin(yaw), math.cos(yaw), 0], [0, 0, 1]])
    x, y, z, w = numpy.array(quaternion) / math.sqrt(sum(q * q for q in quaternion))
    # By its columns: what the rotation makes of the axes, v + 2w(u × v) + 2u × (u × v).
    u = numpy.array([x, y, z])
    columns = [v + 2 * w * numpy.cross(u, v) + 2 * numpy.cross(u, numpy.cross(u, v)) for v in numpy.eye(3)]
    return numpy.array(columns).T


CORNERS = numpy.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)]) / 2


def corners(size, yaw, quaternion):
    return (CORNERS * numpy.array(size)) @ axes(yaw, quaternion).T


def cuboids():
    draw = Random(0x6375626F696473)
    verdicts = bytearray(PAIRS // 8)
    steps = array.array("f")
    depths = array.array("f")
    undecided = hits = near = 0
    least = math.inf
    for index in range(PAIRS):
        kind = index % 4
        inner = (index // 4) % 3 if kind == 3 else kind
        first = pose(draw, inner)
        second = pose(draw, inner, first[2])
        center = [draw.signed() * 50 for _ in range(3)]
        direction = [draw.signed() for _ in range(3)]
        step = draw.fraction() * 6
        one, other = corners(*first), corners(*second)
        hull = ConvexHull((one[:, None, :] - other[None, :, :]).reshape(-1, 3), qhull_options="Qt")
        normals, offsets = hull.equations[:, :3], hull.equations[:, 3]
        if kind == 3:
            # Where they just touch, and a millionth of the way nearer or farther.
            slopes = normals @ numpy.array(direction)
            touching = min(-offsets[slopes > 1e-12] / slopes[slopes > 1e-12])
            step = float(numpy.float32(touching * (1 + (1e-6 if draw.below(2) else -1e-6))))
            steps.append(step)
            near += 1
        target = numpy.array([center[i] + direction[i] * step for i in range(3)])
        depth = -float(numpy.max(normals @ (target - numpy.array(center)) + offsets))
        radii = math.dist(first[0], (0, 0, 0)) / 2 + math.dist(second[0], (0, 0, 0)) / 2
        tolerance = 1e-9 * radii + 2.0**-50 * max(abs(v) for v in [*center, *target])
        if abs(depth - tolerance) < 1e-11 * radii:
            undecided += 1
        least = min(least, abs(depth - tolerance) / radii)
        if depth > tolerance:
            hits += 1
            verdicts[index // 8] |= 1 << index % 8
        if index < DEPTHS:
            depths.append(depth)
    if sys.byteorder == "big":
        steps.byteswap()
        depths.byteswap()
    (FOLDER / "cuboids.bin").write_bytes(bytes(verdicts) + steps.tobytes() + depths.tobytes())
    print(f"cuboids: {PAIRS} pairs, {hits} intersect, {near} near touching, {undecided} undecided, nearest {least:.1e}")


# Polygons


def polygon(draw, index):
    kind = index % 6
    count = 3 + draw.below(10)
    if kind == 0:  # a small grid: corners on corners, on edges, edges on edges
        return [(draw.below(5), draw.below(5)) for _ in range(count)]
    if kind == 1:
        return [(draw.fraction() * 100, draw.fraction() * 100) for _ in range(3 + draw.below(4))]
    if kind == 2:  # spread around a middle by their order: mostly simple
        steps = 8 + draw.below(40)
        points = []
        for step in range(steps):
            x, y = DIRECTIONS[step * 64 // steps]
            reach = 5 + draw.fraction() * 40
            points.append((50 + x * reach, 50 + y * reach))
        if draw.below(2):
            at, to = draw.below(steps), draw.below(steps)
            points[at], points[to] = points[to], points[at]
        return points
    if kind == 3:  # nearly on one line, by the last bits of a double
        points = []
        for _ in range(count):
            place = draw.below(16)
            noise = (draw.below(3) - 1) * 2.0**-49
            points.append((0.1 * place + 0.7, 0.3 * place + 0.9 + noise))
        return points
    if kind == 4:  # a long outline with teeth, one of which may reach over
        teeth = 20 + draw.below(60)
        points = []
        for tooth in range(teeth):
            points.append((tooth * 3.0, draw.fraction() * 5))
            points.append((tooth * 3.0 + 1 + draw.fraction(), 50 + draw.fraction() * 5))
        points.append((teeth * 3.0, -1.0))
        points.append((-1.0, -1.0))
        if draw.below(2):
            at = draw.below(teeth * 2)
            points[at] = (points[at][0] + 4 * draw.fraction(), points[at][1])
        return points
    # a grid again, with corners that repeat and a first corner that closes
    points = []
    for _ in range(count):
        point = (draw.below(7), draw.below(7))
        points += [point] * (1 + (draw.below(4) == 0))
    if draw.below(2):
        points.append(points[0])
    return points


# 64 directions around the circle, by whole numbers: both languages have the same doubles.
def directions():
    quarter = [(16 - i, i) for i in range(16)]
    ring = [(x / 16, y / 16) for x, y in quarter]
    result = []
    for turn in range(4):
        for x, y in ring:
            for _ in range(turn):
                x, y = -y, x
            result.append((x, y))
    return result


DIRECTIONS = directions()


def judged(points):
    """0 simple, 1 touching, 2 crossing, 3 no polygon: from the definition, each pair of edges in whole numbers."""
    ring = []
    for point in points:
        if not ring or ring[-1] != point:
            ring.append(point)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    n = len(ring)
    if n < 3:
        return 3
    touches = False

    def cross(a, b, c):
        value = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        return (value > 0) - (value < 0)

    def on(a, b, c):
        return cross(a, b, c) == 0 and min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])

    def ways_at(index, point):
        """The two ways that leave `point`, which edge `index` covers."""
        if point == ring[index]:
            return ring[index - 1], ring[(index + 1) % n]
        if point == ring[(index + 1) % n]:
            return ring[index], ring[(index + 2) % n]
        return ring[index], ring[(index + 1) % n]

    def is_before(point, origin, a, b):
        """Whether direction a comes before b when turning from the direction `origin` about `point`."""

        def half(v):
            side = cross(point, origin, v)
            if side == 0:
                ahead = (v[0] - point[0]) * (origin[0] - point[0]) + (v[1] - point[1]) * (origin[1] - point[1]) > 0
                return 0 if ahead else 2
            return 1 if side > 0 else 3

        if half(a) != half(b):
            return half(a) < half(b)
        return cross(point, a, b) > 0

    def same(point, a, b):
        return cross(point, a, b) == 0 and (a[0] - point[0]) * (b[0] - point[0]) + (a[1] - point[1]) * (b[1] - point[1]) > 0

    def passes(point, one, other):
        if any(same(point, a, b) for a in one for b in other) or same(point, *one) or same(point, *other):
            return False
        return is_before(point, one[0], other[0], one[1]) != is_before(point, one[0], other[1], one[1])

    for i in range(n):
        a, b = ring[i], ring[(i + 1) % n]
        if cross(ring[i - 1], a, b) == 0 and not on(ring[i - 1], b, a):
            touches = True  # an edge that runs back
        for j in range(i + 2, n):
            if i == 0 and j == n - 1:
                continue
            c, d = ring[j], ring[(j + 1) % n]
            if cross(a, b, c) * cross(a, b, d) < 0 and cross(c, d, a) * cross(c, d, b) < 0:
                return 2
            for point in {p for p in (a, b) if on(c, d, p)} | {p for p in (c, d) if on(a, b, p)}:
                touches = True
                if passes(point, ways_at(i, point), ways_at(j, point)):
                    return 2
    return 1 if touches else 0


def polygons():
    draw = Random(0x706F6C79676F6E73)
    verdicts = bytearray(POLYGONS // 4)
    counts = [0] * 4
    disagree = 0
    for index in range(POLYGONS):
        points = polygon(draw, index)
        scaled = [tuple(int(v * 2**60) if isinstance(v, float) else v << 60 for v in p) for p in points]
        assert all(s == v * 2**60 for q, p in zip(scaled, points) for s, v in zip(q, p))
        verdict = judged(scaled)
        counts[verdict] += 1
        if verdict != 3 and shapely.Polygon(points).is_valid != (verdict == 0):
            disagree += 1
            print("GEOS differs:", index, verdict, shapely.validation.explain_validity(shapely.Polygon(points)))
        verdicts[index // 4] |= verdict << index % 4 * 2
    (FOLDER / "polygons.bin").write_bytes(bytes(verdicts))
    print(f"polygons: {POLYGONS}: {counts[0]} simple, {counts[1]} touching, {counts[2]} crossing, {counts[3]} none; "
          f"GEOS differs in {disagree}")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    print(f"numpy {numpy.__version__}, scipy {scipy.__version__}, shapely {shapely.__version__} (GEOS {shapely.geos_version_string})")
    polygons()
    cuboids()
