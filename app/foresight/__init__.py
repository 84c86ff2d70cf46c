"""Methods of foresight: what experts say, to what may come. Numbers in, numbers out."""
