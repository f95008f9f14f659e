"""Cut the map of the region out of a TopoJSON file of the world: `python -m safefair.core.charts.make_map WORLD.json`.

The world file is `countries-50m.json` of world-atlas 2.0.2 (ISC), made from Natural Earth (public domain). Arcs are
simplified once (Douglas and Peucker 1973), so that neighbours keep one border; specks are dropped; SG and BN, too small
to be seen as shapes, get a marker.
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).with_name("southeast_asia.json")
CODES = {
    "096": "BN",
    "104": "MM",
    "116": "KH",
    "360": "ID",
    "418": "LA",
    "458": "MY",
    "608": "PH",
    "702": "SG",
    "704": "VN",
    "764": "TH",
}
SMALL = ("BN", "SG")
WEST, EAST, SOUTH, NORTH = 91.8, 141.2, -11.2, 28.8
WIDTH = 640
SCALE = WIDTH / (EAST - WEST)
TOLERANCE = 0.9  # units of the drawing
SPECK = 9.0  # square units
Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Degrees to units of the drawing: equirectangular, true at the equator, which runs through the region."""
    return (longitude - WEST) * SCALE, (NORTH - latitude) * SCALE


def simplify(points: list[Point]) -> list[Point]:
    """Leave out points nearer than the tolerance to the line without them; a closed line is cut at its far point."""
    if len(points) < 3:
        return points
    start, end = points[0], points[-1]
    far, distance = 0, -1.0
    for index in range(1, len(points) - 1):
        away = _distance(points[index], start, end)
        if away > distance:
            far, distance = index, away
    if distance <= TOLERANCE:
        return [start, end]
    return simplify(points[: far + 1])[:-1] + simplify(points[far:])


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length == 0:
        return math.dist(point, start)
    return abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / length


def area(ring: list[Point]) -> float:
    """Signed area by the shoelace formula."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def as_path(ring: list[Point]) -> str:
    """A closed ring as whole relative steps."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(whole) if a != b]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps[:-1])}z".replace(" -", "-")


def main(world: Path) -> None:
    """Write the map next to this file."""
    topology = json.loads(world.read_text("utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: dict[int, list[Point]] = {}

    def arc(number: int) -> list[Point]:
        index = number if number >= 0 else ~number
        if index not in arcs:
            x = y = 0
            points = []
            for dx, dy in topology["arcs"][index]:
                x, y = x + dx, y + dy
                points.append(project(x * sx + tx, y * sy + ty))
            arcs[index] = simplify(points)
        return arcs[index] if number >= 0 else arcs[index][::-1]

    countries: dict[str, dict[str, object]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = CODES.get(str(shape.get("id")))
        if code is None:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [
            [point for number in polygon[0] for point in arc(number)[:-1]] + arc(polygon[0][0])[:1]
            for polygon in polygons
        ]
        rings.sort(key=lambda ring: -abs(area(ring)))
        kept = [ring for ring in rings if abs(area(ring)) >= SPECK and len(ring) > 3]
        countries[code] = {
            "path": "" if code in SMALL else "".join(as_path(ring) for ring in kept),
            "at": [round(value) for value in _centre(rings[0])],
            "small": code in SMALL,
        }
    result = {
        "source": "Made from Natural Earth (public domain) by way of world-atlas 2.0.2 (ISC), cut and simplified.",
        "disclaimer": "Boundaries and names on this map do not imply official endorsement or acceptance.",
        "width": WIDTH,
        "height": round((NORTH - SOUTH) * SCALE),
        "countries": dict(sorted(countries.items())),
    }
    OUT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def _centre(ring: list[Point]) -> Point:
    """The centre of gravity of a ring."""
    x = y = total = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y, total = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross, total + cross
    return (x / (3 * total), y / (3 * total)) if total else ring[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
