"""What all rooms agree on: audiences, languages, territories, published cells."""
