"""The HTTP server: requests, streams, the OpenAI and MCP routes."""
