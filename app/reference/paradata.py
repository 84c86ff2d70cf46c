"""What is known of how somebody answered: kept beside the answers that a release counted."""

SENT = "paradata.sent"  # "yes" or "no": came to the end and sent
MINUTES = "paradata.minutes"  # whole minutes from the first page to sending, begun ones counted
PERSON = "paradata.person"  # the same in each wave of a panel; of who is in none, there is none
HOLDING = "paradata.holding"  # firms of one owner share it; of who has only one, there is none
LANGUAGE = "paradata.language"  # in which the questions were read
MOST_MINUTES = 240  # longer ones were left and resumed: only that is kept


def is_timed(mode: str) -> bool:
    """Whether the moments are those of answering: web, web_phone, web_pc. Of what came as a file
    only the days are known, and midnight stands for them."""
    return mode.partition("_")[0] == "web"
