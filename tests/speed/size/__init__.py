"""What very many responses cost: a wave of them, frozen, summed up, and released by territory."""
