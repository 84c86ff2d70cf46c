"""Signed one-time keys of first pages, and the tokens that tie a form to its response."""

import base64
import hashlib
import hmac
import secrets

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer
from wtforms import ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.form import BaseForm

from app.errors import InvalidError
from app.store import keys

LONGEST_READING = 30 * 24 * 3600  # seconds that a first page may stay open before its key is stale


class TamperedEntryError(InvalidError):
    """The one-time key was not made here, or is too old."""


def _secret() -> str:
    secret = current_app.secret_key
    return secret.decode() if isinstance(secret, bytes) else str(secret)


def _signer(campaign_code: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_secret(), salt=f"first page of {campaign_code}")


def signed_entry(campaign_code: str) -> str:
    return _signer(campaign_code).dumps(secrets.token_urlsafe(12))


def check_entry(campaign_code: str, entry: str) -> None:
    """Raises TamperedEntryError when this campaign's first page did not make the key."""
    try:
        _signer(campaign_code).loads(entry, max_age=LONGEST_READING)
    except BadData as error:
        raise TamperedEntryError(
            "This page was open too long or was changed on its way: press Start again."
        ) from error


def _interview_signer(campaign_code: str) -> URLSafeSerializer:
    return URLSafeSerializer(_secret(), salt=f"interview of {campaign_code}")


def interview_entry(campaign_code: str, key: str) -> str:
    """A one-time entry of an interview that is filled in later: holds the sealed key of its
    response. It never gets too old: whoever was long without a connection loses nothing."""
    sealed = base64.urlsafe_b64encode(keys.seal_key(key)).decode()
    return str(_interview_signer(campaign_code).dumps(sealed))


def key_of_interview(campaign_code: str, entry: str) -> str:
    """The key of the response that an entry makes. Raises TamperedEntryError."""
    try:
        sealed = str(_interview_signer(campaign_code).loads(entry))
    except BadData as error:
        raise TamperedEntryError("This interview was not begun from this campaign.") from error
    return keys.unseal_key(base64.urlsafe_b64decode(sealed))


def token_of(key: str) -> str:
    """What only a form shown to the holder of this key carries; nothing is kept for it."""
    return hmac.new(_secret().encode(), f"form of {key}".encode(), hashlib.sha256).hexdigest()


def is_token_of(key: str, token: str) -> bool:
    return hmac.compare_digest(token_of(key).encode(), token.encode())


class KeyBoundToken(CSRF):
    """WTForms' protection without a cookie: the token is an HMAC of the response's key."""

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        return token_of(str(csrf_token_field.meta.csrf_context))

    def validate_csrf_token(self, form: BaseForm, field: CSRFTokenField) -> None:
        if not is_token_of(str(form.meta.csrf_context), str(field.data or "")):
            raise ValidationError("foreign token")
