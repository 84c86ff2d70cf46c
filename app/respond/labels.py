"""What every page says of itself, and therefore every paper and letter."""

from flask import current_app

from app.respond.standing import Standing
from app.web.languages import is_draft
from app.web.texts import _


def labels(here: Standing, *, is_synthetic: bool) -> list[str]:
    """is_synthetic: of the numbers that are told, beside the campaign's own."""
    is_made_up = is_synthetic or here.door.is_synthetic or current_app.config["IS_DEMO"]
    code = here.door.questionnaire.code
    said = {
        _("Synthetic demonstration data \N{EN DASH} not real results"): is_made_up,
        _("Draft: a machine made this translation, and nobody has checked it yet"): is_draft(
            here.language, code
        ),
        _("Test: these answers do not count"): here.door.is_test,
    }
    return [text for text, holds in said.items() if holds]
