"""A response begins: with a one-time entry, in some manner, and only once."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.questionnaire.drawing import system_answers
from app.questionnaire.model import Answers
from app.reference.words import Words
from app.store import campaigns, keys, responses
from app.store.asking import asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a response is answered. mode: `test` never counts. is_one_at_a_time: on a phone.
    is_assisted: somebody fills in for somebody, or with them."""

    language: str
    mode: str = "web"
    is_one_at_a_time: bool = False
    is_assisted: bool = False
    words: Words = Words.USUAL


def begin(
    campaign_code: str, entry: str, manner: Manner, *, key: str, prefill: Answers | None = None
) -> str:
    """As start(), where the entry was checked before. key: of the response, unless its entry has
    one already."""
    campaign = asking(campaigns.seen(campaign_code).id)
    now = datetime.now(UTC)
    seed = keys.seed_of(key)
    sealed = responses.begun(
        {
            "campaign_id": campaign.campaign_id,
            "entry_hash": keys.hashed(entry),
            "key_hash": keys.hashed(key),
            "code_hash": keys.hashed(keys.code_of(key)),
            "key_sealed": keys.seal_key(key),
            "seed": seed,
            "language": manner.language,
            "mode": manner.mode,
            "is_test": manner.mode == "test",
            "is_one_at_a_time": manner.is_one_at_a_time,
            "is_assisted": manner.is_assisted,
            "words": manner.words,
            "answers": system_answers(campaign.questionnaire, seed),
            "prefill": dict(prefill or {}),
            "started_at": now,
            "touched_at": now,
        }
    )
    return keys.unseal_key(sealed)
