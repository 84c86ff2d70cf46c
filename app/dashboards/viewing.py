"""What the views of dashboards share: a territory in a language that has all its words."""

from werkzeug.routing import RequestRedirect

from app.dashboards import actions
from app.web.languages import current_language, language_addresses, negotiated, open_languages
from app.web.pages import Frame
from app.web.texts import _


def view_of(code: str) -> actions.View:
    """Of a territory, or the way to a language that has all its words."""
    found = actions.view(code, current_language())
    languages = _languages(found)
    if current_language() not in languages:
        raise RequestRedirect(language_addresses(languages)[negotiated(languages)])
    return found


def frame_of(view: actions.View, title: str) -> Frame:
    return Frame(
        kind="dashboard",
        title=title
        if title == view.place.name
        else _("%(title)s, %(place)s", title=title, place=view.place.name),
        is_wide=True,
        is_synthetic=view.is_synthetic,
        languages=language_addresses(_languages(view)),
    )


def _languages(view: actions.View) -> tuple[str, ...]:
    """Those of the view that readers may choose; all that are open where its words are older."""
    return tuple(each for each in open_languages() if each in view.languages) or open_languages()
