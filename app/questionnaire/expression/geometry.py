"""Functions on places: points as `latitude longitude altitude accuracy`, lines and shapes as points
with semicolons between them.

As JavaRosa computes: a sphere of the Earth's radius at the Equator, altitude not counted.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.values import NUMBER, Value, plains_of, string

RADIUS_METRES = 6_378_100
METRES_A_DEGREE = 2 * math.pi * RADIUS_METRES / 360
HIGHEST_LATITUDE = 90
HIGHEST_LONGITUDE = 180
PARTS_OF_A_POINT = range(2, 5)
LEAST_OF_SHAPE = 3
MOST_POINTS = 1_000  # each side is held against each other


class PlaceError(ValueError):
    """A value that is no place."""


@dataclass(frozen=True, slots=True)
class Point:
    """In degrees."""

    latitude: float
    longitude: float

    @staticmethod
    def of(text: str) -> "Point":
        """Raises PlaceError."""
        parts = text.split()
        if len(parts) not in PARTS_OF_A_POINT or not all(map(NUMBER.fullmatch, parts)):
            raise PlaceError(text)
        latitude, longitude = float(parts[0]), float(parts[1])
        if abs(latitude) > HIGHEST_LATITUDE or abs(longitude) > HIGHEST_LONGITUDE:
            raise PlaceError(text)
        return Point(latitude, longitude)


def points_of(values: Iterable[Value]) -> list[Point]:
    """Of every node of every value, in their order. Raises PlaceError."""
    texts = [string(each).strip() for each in plains_of(values)]
    return [
        Point.of(point) for text in texts if text for point in text.removesuffix(";").split(";")
    ]


def distance(_: Scope, *values: Value) -> float:
    """Metres along the points, 0 where nothing is answered; NaN for what is no place."""
    try:
        points = points_of(values)
    except PlaceError:
        return math.nan
    return math.fsum(metres(one, other) for one, other in pairwise(points))


def metres(one: Point, other: Point) -> float:
    """By the spherical law of cosines."""
    turn = math.radians(one.longitude - other.longitude)
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    cosine = math.sin(first) * math.sin(second) + math.cos(first) * math.cos(second) * math.cos(
        turn
    )
    return math.acos(max(-1.0, min(1.0, cosine))) * RADIUS_METRES


def area(_: Scope, value: Value) -> float:
    """Square metres; 0 for what is no shape."""
    try:
        points = points_of([value])
    except PlaceError:
        return 0.0
    if not points:
        return 0.0
    first = points[0]
    corners = [
        (
            (each.longitude - first.longitude)
            * METRES_A_DEGREE
            * math.cos(math.radians(each.latitude)),
            (each.latitude - first.latitude) * METRES_A_DEGREE,
        )
        for each in points[1:]
    ]
    twice = math.fsum(y1 * x2 - x1 * y2 for (x1, y1), (x2, y2) in pairwise(corners))
    return abs(twice / 2)


def geofence(_: Scope, point: Value, shape: Value) -> bool:
    """Whether a point lies in a closed shape: how often a ray from it crosses the sides.

    Source: W. R. Franklin, PNPOLY. False for what is no point or shape.
    """
    try:
        place, corners = Point.of(string(point)), points_of([string(shape)])
    except PlaceError:
        return False
    if len(corners) <= LEAST_OF_SHAPE or corners[0] != corners[-1]:
        return False
    return sum(is_crossed(place, *side) for side in pairwise(corners)) % 2 == 1


def is_crossed(place: Point, start: Point, end: Point) -> bool:
    if (end.latitude > place.latitude) == (start.latitude > place.latitude):
        return False
    slope = (start.longitude - end.longitude) / (start.latitude - end.latitude)
    return place.longitude < slope * (place.latitude - end.latitude) + end.longitude


def intersects(_: Scope, value: Value) -> bool:
    """Whether a line or the border of a shape crosses itself."""
    try:
        points = points_of([value])
    except PlaceError:
        return False
    if len(points) > MOST_POINTS:
        return False
    sides = list(pairwise(points))
    return any(
        is_crossing(one, other) for place, one in enumerate(sides) for other in sides[:place]
    )


def is_crossing(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether the ends of each lie on two sides of the other."""
    return (
        turn(one[0], *other) * turn(one[1], *other) < 0
        and turn(other[0], *one) * turn(other[1], *one) < 0
    )


def turn(place: Point, start: Point, end: Point) -> float:
    """1 or -1 by the side of a line that a point lies on, 0 on the line."""
    cross = (start.latitude - place.latitude) * (end.longitude - place.longitude) - (
        start.longitude - place.longitude
    ) * (end.latitude - place.latitude)
    return math.copysign(1, cross) if cross else 0
