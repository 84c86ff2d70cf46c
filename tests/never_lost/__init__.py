"""Random respondents on two devices, beside a reckoning of what the store must hold."""
