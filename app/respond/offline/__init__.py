"""A questionnaire answered without a connection: whole in one page, sent as one packet."""
