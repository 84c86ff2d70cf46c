"""The fieldwork of a campaign: how the response comes in, for whoever holds the campaign's key."""
