"""The way in: the network, its territories, its doors."""
