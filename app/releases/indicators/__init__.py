"""The indicators, one file a subject: samples in, protected cells out."""
