"""Headers of columns as designers have written them over the years, to one name each."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

TRANSLATED: Final = frozenset(
    {
        "label",
        "short",
        "hint",
        "guidance_hint",
        "constraint_message",
        "required_message",
        "image",
        "big-image",
        "audio",
        "video",
    }
)
SURVEY: Final[Mapping[str, str]] = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "bind::readonly": "read_only",
    "bind::type": "bind::type",
    "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:requiredmsg": "required_message",
    "bind::jr:noapperrorstring": "no_app_error_string",
    "bind::entities:saveto": "save_to",
    "entities:saveto": "save_to",
    "control::appearance": "appearance",
    "body::appearance": "appearance",
    "control::jr:count": "repeat_count",
    "body::jr:count": "repeat_count",
    "jr:count": "repeat_count",
    "count": "repeat_count",
    "control::autoplay": "autoplay",
    "body::autoplay": "autoplay",
    "control::rows": "rows",
    "body::rows": "rows",
    "calculate": "calculation",
    "readonly": "read_only",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "noapperrorstring": "no_app_error_string",
    "compact_tag": "instance::odk:tag",
}
CHOICES: Final[Mapping[str, str]] = {
    "caption": "label",
    "value": "name",
    "list": "list_name",
    "listname": "list_name",
}
SETTINGS: Final[Mapping[str, str]] = {
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
    "bind::orx:instanceid": "instance_id",
}
ENTITIES: Final[Mapping[str, str]] = {"dataset": "list_name"}
SURVEY_KNOWN: Final = TRANSLATED | frozenset(
    {
        "type",
        "name",
        "required",
        "relevant",
        "constraint",
        "calculation",
        "read_only",
        "default",
        "appearance",
        "repeat_count",
        "choice_filter",
        "parameters",
        "trigger",
        "save_to",
        "autoplay",
        "rows",
        "no_app_error_string",
        "bind::type",
        "list_name",
        "query",
        "intent",
        "disabled",
        "note",
        "comment",
    }
)
SETTINGS_KNOWN: Final = frozenset(
    {
        "form_title",
        "form_id",
        "version",
        "default_language",
        "name",
        "instance_name",
        "instance_id",
        "style",
        "allow_choice_duplicates",
        "public_key",
        "submission_url",
        "auto_send",
        "auto_delete",
        "namespaces",
        "clean_text_values",
        "omit_instanceid",
        "instance_xmlns",
        "client_editable",
        "xmlns",
        "attribute",
        "prefix",
        "delimiter",
        "sms_keyword",
        "sms_separator",
        "sms_allow_media",
        "sms_date_format",
        "sms_datetime_format",
        "sms_response",
        "add_none_option",
    }
)
CHOICES_KNOWN: Final = frozenset(
    {"list_name", "name", "label", "image", "big-image", "audio", "video"}
)
ENTITIES_KNOWN: Final = frozenset(
    {"list_name", "label", "entity_id", "create_if", "update_if", "repeat"}
)
PREFIXES: Final = frozenset({"bind", "control", "body", "instance", "entities"})
DOUBLE: Final = re.compile(r"\s*::\s*")
SINGLE: Final = re.compile(r"\s*:\s*")
OLD_SINGLE: Final = TRANSLATED | {"caption", "media"}


@dataclass(frozen=True, slots=True)
class Header:
    """key: the one name of the column; language: as written, '' for the default one."""

    key: str
    language: str = ""


def header_of(written: str, aliases: Mapping[str, str], known: Collection[str]) -> Header:
    """`Label : English`, `media::image::fr`, `Constraint Message` to their key and language.

    A column that is not known keeps its name as it is written: choice filters use it.
    """
    parts = parts_of(written)
    if plain(parts[0]) == "media" and len(parts) > 1:
        parts = parts[1:]
    head = plain(parts[0])
    if len(parts) > 1 and head in PREFIXES:
        head = f"{head}::{plain(parts[1])}"
        parts = parts[1:]
    key = aliases.get(head, head)
    if key in TRANSLATED and (key in known or key == "label"):
        return Header(key, "::".join(parts[1:]))
    if key in known and len(parts) == 1:
        return Header(key)
    return Header(" ".join(written.split()))


def parts_of(written: str) -> list[str]:
    """Old forms have one colon where two are written today; in `jr:count` it parts nothing."""
    text = " ".join(written.split())
    if "::" in text:
        return DOUBLE.split(text)
    head, colon, rest = text.partition(":")
    if colon and plain(head) in PREFIXES:
        return [head.strip(), rest.strip()]
    if not colon or plain(head) not in OLD_SINGLE:
        return [text]
    return [head.strip(), *SINGLE.split(rest.strip())]


def plain(name: str) -> str:
    """Small letters, one underscore where spaces were."""
    return "_".join(name.lower().split())
