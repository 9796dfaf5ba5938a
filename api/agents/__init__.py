"""What the tools for agents have in common: their arguments, their calls, and results of a bounded size."""
