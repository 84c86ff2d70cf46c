"""How long the questionnaires take: people simulated, walking them with the product's engine."""
