"""What people wrote in their own words: languages, terms, topics, codes, weak signals."""
