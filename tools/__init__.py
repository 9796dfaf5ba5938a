"""What measures, learns and writes for the developers; not shipped."""
