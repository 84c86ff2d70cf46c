"""What a release says of answers in people's own words; never the words of one person."""
