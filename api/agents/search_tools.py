"""Tools that search: the passages themselves, or an answer made of them."""

from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.types import CallToolResult

from api.actions.ask import answer_events, find, find_writer, last_answer, read_asked
from api.agents.arguments import READS, Cursor, First, Last, Limit, QuestionWords, Tokens, page_of, span_between
from api.agents.bounded import MOST_TOKENS, Page, bounded
from api.agents.call import Calling, tool_result
from api.agents.excerpts import with_excerpts
from api.agents.shapes import answer_shape, search_shape
from api.parts.served import Served
from api.requests import Ask
from api.settings import Settings
from rag.question.read import Question

_Server = MCPServer[Any]
_Context = Context[Any, Any]
_NOT_YET = "The model that reads notes for an answer is being prepared: these passages have the words asked for."
_DAYS = 10  # that a search gives at once
_CHARACTERS_A_TOKEN = 3  # of the notes' words in a result, at least
_AROUND_A_DAY = 50  # tokens of a day without its words


def add_search_tools(server: _Server, served: Served, settings: Settings) -> None:
    """search_notes, ask_notes."""
    _add_search(server, served, settings)
    _add_answers(server, served, settings)


def _add_search(server: _Server, served: Served, settings: Settings) -> None:
    @server.tool(annotations=READS, structured_output=False)
    async def search_notes(
        ctx: _Context,
        query: QuestionWords,
        first_day: First = "",
        last_day: Last = "",
        limit: Limit = _DAYS,
        cursor: Cursor = "",
        max_tokens: Tokens = MOST_TOKENS,
    ) -> CallToolResult:
        """Find the days and passages that match a question, best first, in the notes' own words.

        Use it to read what was written before you answer yourself. It searches by meaning and by words; "exact phrase",
        -word and tag:name narrow it. Each passage has its path and lines; read all of a day with get_day.
        """

        def search(calling: Calling) -> dict[str, Any]:
            page = page_of(limit, cursor, max_tokens)
            ask = _ask(query, first_day, last_day, min(page.first + limit + 1, 100))
            question = read_asked(ask)
            head, days = search_shape(find(ask, question, served.sources(), settings))
            return bounded(head, "days", _excerpted(days, question, limit, max_tokens), page)

        return await tool_result(served, ctx, served.turns.in_turn(search))


def _add_answers(server: _Server, served: Served, settings: Settings) -> None:
    @server.tool(annotations=READS, structured_output=False)
    async def ask_notes(
        ctx: _Context,
        question: QuestionWords,
        first_day: First = "",
        last_day: Last = "",
        limit: Limit = 0,
        cursor: Cursor = "",
        max_tokens: Tokens = MOST_TOKENS,
    ) -> CallToolResult:
        """Answer a question from the notes alone: statements, each with checked citations (day, file, lines, quote).

        Use it for what happened, when, how often, first or last. If `answered` is false, the notes don't say: tell the
        user so, and do not guess. `lead` holds facts about days; they are counted, not estimated. A citation without a
        quote quotes the statement itself.
        """

        def answer(calling: Calling) -> dict[str, Any]:
            page = page_of(limit, cursor, max_tokens)
            ask = _ask(question, first_day, last_day, None)
            read = read_asked(ask)
            sources = served.sources_to_answer()
            if sources is None:
                return _passages_instead(ask, read, served, settings, page)
            writing = find_writer(ask, settings, live=calling.live, stop=calling.stop)
            events = answer_events(ask, read, sources, writing, settings, calling.stop, served.turns)
            head, statements = answer_shape(last_answer(events))
            return bounded(head, "statements", statements, page)

        return await tool_result(served, ctx, answer)


def _passages_instead(ask: Ask, question: Question, served: Served, settings: Settings, page: Page) -> dict[str, Any]:
    """What is given while the model that an answer needs is not there yet."""
    head, days = search_shape(find(ask, question, served.sources(), settings))
    notice = " ".join(filter(None, (_NOT_YET, head.get("notice", ""))))
    return bounded({**head, "notice": notice}, "days", _excerpted(days, question, _DAYS, page.tokens), page)


def _excerpted(days: list[dict[str, Any]], question: Question, count: int, tokens: int) -> list[dict[str, Any]]:
    """The days, each with as much of its passages as is its share."""
    share = _CHARACTERS_A_TOKEN * (tokens // max(min(count, len(days)), 1) - _AROUND_A_DAY)
    return [with_excerpts(day, question.terms, share) for day in days]


def _ask(question: str, first: str, last: str, limit: int | None) -> Ask:
    from_, to = span_between(first, last)
    return Ask.model_validate({"question": question, "from": from_, "to": to, "limit": limit})
