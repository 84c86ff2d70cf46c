"""One file a finding: the sentence, the picture and the numbers, from a release's cells."""
