"""A questionnaire that changes after answers came: what changed, what is lost, one codebook."""
