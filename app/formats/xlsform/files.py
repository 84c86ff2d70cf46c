"""Files that lie beside a form and hold choices or facts: CSV, XML or GeoJSON, as rows."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.formats.xml_tree import Element, read_xml
from app.questionnaire.model import Row
from app.questionnaire.reading.problems import Problem, UnreadableError

MAX_BYTES: Final = 50_000_000
SUFFIXES: Final = (".csv", ".xml", ".geojson")


def rows_beside(folder: Path, name: str) -> tuple[Row, ...] | None:
    """None where there is no such file. Raises UnreadableError where it cannot be read."""
    path = folder / name
    if Path(name).name != name or not path.is_file():
        return None
    if path.stat().st_size > MAX_BYTES:
        raise refusal(name, f"The file is over {MAX_BYTES // 1_000_000} MB.", "Shorten it.")
    content = path.read_bytes()
    if path.suffix.lower() == ".xml":
        return rows_of_xml(read_xml(content, name))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(name, "The file is not UTF-8.", "Save it as UTF-8.") from error
    return rows_of_geojson(text, name) if path.suffix.lower() == ".geojson" else rows_of_csv(text)


def refusal(name: str, message: str, mend: str) -> UnreadableError:
    return UnreadableError([Problem(file=name, code="broken-file", message=message, mend=mend)])


def rows_of_csv(text: str) -> tuple[Row, ...]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    return tuple(
        {key.strip(): value.strip() for key, value in row.items() if key and isinstance(value, str)}
        for row in reader
    )


def rows_of_xml(root: Element) -> tuple[Row, ...]:
    """Each <item> with the texts of what lies in it."""
    return tuple(
        {each.name: each.text.strip() for each in item.elements}
        for item in root.walk()
        if item.name == "item"
    )


def rows_of_geojson(text: str, name: str) -> tuple[Row, ...]:
    """Each feature: its properties, its id, and a point as latitude and longitude."""
    try:
        found = json.loads(text)
        features = found["features"]
        return tuple(feature_row(each) for each in features)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"The file is not GeoJSON ({error})."
        raise refusal(name, message, "Write a FeatureCollection with features.") from error


def feature_row(feature: Mapping[str, object]) -> Row:
    properties, geometry = feature.get("properties"), feature.get("geometry")
    row = {"id": str(feature["id"])} if "id" in feature else {}
    if isinstance(properties, dict):
        row |= {str(key): str(value) for key, value in properties.items()}
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        longitude, latitude, *_ = geometry["coordinates"]
        row["geometry"] = f"{latitude} {longitude} 0 0"
    return row
