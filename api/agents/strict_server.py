"""An MCP server whose tools take what their schemas say and nothing else, and tell what is wrong in a line."""

from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, Tool
from pydantic import ValidationError

from api.agents.arguments import named_arguments, strict_schema
from api.agents.call import in_a_line
from index.errors import UsageError


class StrictServer(MCPServer[Any]):
    """Unknown arguments are refused by name, and null is as if left out."""

    async def list_tools(self) -> list[Tool]:
        """The tools, their schemas in the subset that all clients take."""
        listed = await super().list_tools()
        return [tool.model_copy(update={"input_schema": strict_schema(tool.input_schema)}) for tool in listed]

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """The tool's result. Raises ToolError."""
        schema = next((tool.input_schema for tool in await super().list_tools() if tool.name == name), None)
        try:
            given = arguments if schema is None else named_arguments(name, schema, arguments)
            return await super().call_tool(name, given, context)
        except UsageError as error:
            raise ToolError(in_a_line(error)) from error
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(f"{name}: {in_a_line(error.__cause__)}") from error
            raise
