"""What a release says of the wave before its own: change, panel and fresh respondents, breaks."""
