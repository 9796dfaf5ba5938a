"""OpenAI's API over the notes: chat completions, responses, and the names of models."""
