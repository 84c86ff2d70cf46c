"""Estimation from samples of finite populations: designs, weights, shares, intervals, disclosure control."""
