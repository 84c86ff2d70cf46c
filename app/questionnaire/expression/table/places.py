"""The table of functions on places."""

from app.questionnaire.expression import geometry
from app.questionnaire.expression.function import ONLY_COLLECT, Function, Gives

ROWS = (
    Function(
        "area(shape)",
        "The square metres in a shape, or between points.",
        takes=(1, 1),
        gives=Gives.NUMBER,
        call=geometry.area,
        is_in_browser=False,
    ),
    Function(
        "enclosed-area(shape)",
        "The old name of area().",
        takes=(1, 1),
        gives=Gives.NUMBER,
        call=geometry.area,
        runs_in=ONLY_COLLECT,
        is_in_browser=False,
    ),
    Function(
        "distance(line, …)",
        "The metres along a line, round a shape or from point to point.",
        takes=(1, None),
        gives=Gives.NUMBER,
        call=geometry.distance,
        is_in_browser=False,
    ),
    Function(
        "geofence(point, shape)",
        "Whether a point lies in a shape.",
        takes=(2, 2),
        gives=Gives.TRUTH,
        call=geometry.geofence,
        is_in_browser=False,
    ),
    Function(
        "intersects(line)",
        "Whether a line or the border of a shape crosses itself.",
        takes=(1, 1),
        gives=Gives.TRUTH,
        call=geometry.intersects,
        runs_in=ONLY_COLLECT,
        is_in_browser=False,
    ),
)
