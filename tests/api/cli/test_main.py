import json
from pathlib import Path

import pytest

from tests.api.conftest import Daycite


def test_help_names_every_command_and_says_what_it_does(daycite: Daycite) -> None:
    told = daycite("--help").out
    for command in ("index", "query", "chat", "search", "days", "show", "serve", "eval", "doctor"):
        assert f"\n  {command} " in told
        own = daycite(command, "--help")
        assert own.code == 0 and own.out.startswith(f"Usage: daycite {command}")
    assert "..." not in told.partition("Commands:")[2], "a description is cut off"
    assert daycite() == daycite("--help")
    assert daycite("--version").out.startswith("daycite ")


def test_index_ends_with_a_summary(daycite: Daycite, notes: Path) -> None:
    (notes / "bin.md").write_bytes(b"\0\1")
    ran = daycite("index", notes)
    assert (ran.code, ran.err) == (0, "")
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert lines[0] == str(notes)
    assert "files 4 (4 added, 0 changed, 0 removed)" in lines
    assert "entries 4, on 3 days, 2020-03-17 to 2020-04-01" in lines
    assert f"undated 1, list them with: daycite days --undated --notes {notes}" in lines
    assert "passages 4 (4 newly embedded)" in lines
    assert lines[-2:] == ["skipped 1", "bin.md: is not a text file"]
    (notes / "ideas.md").unlink()
    (notes / "2020-03-18.md").write_text("# 2020-03-18\n\nChanged.\n")
    assert "  files     3 (0 added, 1 changed, 1 removed)" in daycite("index", notes).out


def test_index_takes_several_folders_and_rebuilds_them(daycite: Daycite, notes: Path) -> None:
    ran = daycite("index", notes, notes / "garden")
    assert ran.out.count("  seconds ") == 2 and f"\n\n{notes / 'garden'}\n" in ran.out
    again = daycite("index", notes / "garden", "--rebuild").out
    assert "1 added" in again and "1 (1 newly embedded)" in again
    assert "0 added" in daycite("index", notes / "garden").out


def test_a_query_indexes_first_and_prints_dated_statements_and_their_sources(daycite: Daycite, notes: Path) -> None:
    ran = daycite("query", "what did I learn about CNNs", "--notes", notes)
    assert ran.code == 0
    assert ran.err == f"daycite: indexing {notes} (once)\n"
    lines = ran.out.splitlines()
    assert "- CNN neurons see a small local region of the image. [2020-03-17]" in lines
    assert "  2020-03-17  2020-03-17.md:3  2020-03-17" in lines
    assert lines[-1] == "(your notes' own sentences: Ollama is not running at http://127.0.0.1:9)"
    again = daycite("query", "what did I learn about CNNs", "--notes", notes)
    assert (again.out, again.err) == (ran.out, "")


def test_a_query_picks_up_changed_files_first(daycite: Daycite, notes: Path) -> None:
    daycite("index", notes)
    (notes / "2020-05-05.md").write_text("# 2020-05-05\n\nDropout layers silence neurons at random.\n")
    (notes / "2020-03-18.md").unlink()
    ran = daycite("query", "dropout layers", "--notes", notes)
    assert "reading what changed" in ran.err and "[2020-05-05]" in ran.out
    assert "2020-03-18" not in daycite("search", "pooling", "--notes", notes).out


def test_what_the_notes_do_not_say_is_said_and_the_nearest_days(daycite: Daycite, notes: Path) -> None:
    ran = daycite("query", "quarterly tax return of the company", "--notes", notes, "--no-llm")
    assert ran.code == 0
    assert ran.out.startswith("Your notes don't say.")
    assert "Sources" not in ran.out
    assert ran.out.endswith("(your notes' own sentences: no language model was used)\n")


def test_a_window_can_be_given_or_asked_for(daycite: Daycite, notes: Path) -> None:
    april = daycite("query", "what did I plant", "--from", "2020-04", "--to", "2020-04", "--notes", notes)
    assert "[2020-04-01]" in april.out
    for words in (
        ["CNN", "--from", "2020-03-18", "--to", "2020-03-18"],
        ["what about CNNs yesterday", "--today", "2020-03-19"],
    ):
        told = json.loads(daycite("search", *words, "--notes", notes, "--json").out)
        assert told["window"] == {"from": "2020-03-18", "to": "2020-03-18"}
        assert [day["date"] for day in told["days"]] == ["2020-03-18"]
    empty = daycite("query", "CNN", "--from", "2019", "--to", "2019", "--notes", notes)
    assert empty.out.startswith(
        "There are no notes from 2019-01-01 to 2019-12-31. The nearest days with notes: 2020-03"
    )


def test_words_need_no_quotes(daycite: Daycite, notes: Path) -> None:
    told = json.loads(daycite("search", "--json", "--notes", notes, "what", "about", "CNNs").out)
    assert told["question"] == "what about CNNs"


def test_json_has_the_shape_that_is_promised(daycite: Daycite, notes: Path) -> None:
    told = json.loads(daycite("query", "CNN neurons", "--notes", notes, "--json").out)
    assert {"question", "window", "intent", "answered", "answered_by", "answer", "statements", "days", "took_ms"} <= {
        *told
    }
    assert told["answered"] is True and told["answered_by"] == "extract" and told["window"] is None
    citation = told["statements"][0]["citations"][0]
    assert {*citation} == {"date", "date_source", "path", "line_start", "line_end", "heading", "quote", "date_end"}
    lines = (notes / citation["path"]).read_text().splitlines()
    assert citation["quote"] in " ".join(lines[citation["line_start"] - 1 : citation["line_end"]])
    passage = told["days"][0]["passages"][0]
    assert {*passage} == {"path", "line_start", "line_end", "heading", "text", "score"}
    listed = json.loads(daycite("days", "--notes", notes, "--json").out)
    wanted = {"date", "date_source", "path", "line_start", "line_end", "title"}
    assert all(wanted <= {*entry} for entry in listed) and len(listed) == 3


def test_search_prints_days_and_passages_only(daycite: Daycite, notes: Path) -> None:
    ran = daycite("search", "pooling layers", "--limit", 1, "--notes", notes)
    assert ran.out.startswith("2020-03-18  ")
    assert "  2020-03-18.md:3" in ran.out and "    Pooling layers shrink" in ran.out
    assert "2020-03-17.md" not in ran.out


def test_days_lists_entries_with_their_date_source(daycite: Daycite, notes: Path) -> None:
    ran = daycite("days", "--notes", notes)
    assert ran.out.splitlines() == [
        "2020-03-17  heading “2020-03-17”  2020-03-17.md:1-5         2020-03-17",
        "2020-03-18  heading “2020-03-18”  2020-03-18.md:1-3         2020-03-18",
        "2020-04-01  heading “2020-04-01”  garden/2020-04-01.md:1-3  2020-04-01",
    ]
    assert ran.err == "daycite: entries without a date: 1. List them with: daycite days --undated\n"
    assert daycite("days", "2020-04", "--notes", notes).out.startswith("2020-04-01")
    assert len(daycite("days", "2020-03-18", "2020-03", "--notes", notes).out.splitlines()) == 1
    undated = daycite("days", "--undated", "--notes", notes)
    assert undated.out.startswith("undated  unknown  ideas.md:1-3") and undated.err == ""
    assert daycite("days", "2024", "--notes", notes).err == "daycite: No matching entries.\n"
    assert daycite("days", "--doubtful", "--json", "--notes", notes).out == "[]\n"


def test_days_writes_nothing(daycite: Daycite, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYCITE_DATA_DIR", str(tmp_path / "data"))
    before = sorted(tmp_path.rglob("*"))
    assert daycite("days", "--notes", notes).code == daycite("show", "2020-03-17", "--notes", notes).code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_show_prints_the_author_s_lines(daycite: Daycite, notes: Path) -> None:
    ran = daycite("show", "2020-03-18", "--notes", notes)
    assert ran.out == (
        "2020-03-18  heading “2020-03-18”  2020-03-18.md:1-3  2020-03-18\n\n"
        "# 2020-03-18\n\nPooling layers shrink the feature maps of a CNN.\n"
    )
    [entry] = json.loads(daycite("show", "2020-03-18", "--notes", notes, "--json").out)
    assert entry["date"] == "2020-03-18" and entry["text"].startswith("# 2020-03-18")
    missing = daycite("show", "2020-03-20", "--notes", notes)
    assert missing.code == 1
    assert missing.err == (
        "daycite: there are no notes on 2020-03-20. The nearest days with notes: 2020-03-18 and 2020-04-01\n"
    )


def test_the_default_folder_is_the_setting_s(daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYCITE_NOTES", str(notes))
    assert daycite("days").out.startswith("2020-03-17")
    assert daycite("index").out.startswith(str(notes))
    assert daycite("days", "--notes", notes / "garden").out.startswith("2020-04-01"), "the command line comes first"


def test_an_llm_words_the_answer_where_one_is(daycite: Daycite, notes: Path, ollama: str) -> None:
    ran = daycite("query", "what did I learn about CNNs", "--notes", notes)
    assert "CNN neurons see a small local region of the image." in ran.out
    assert ran.out.endswith("(written by ollama:tiny:latest, each citation checked)\n")
    told = json.loads(daycite("query", "CNNs", "--notes", notes, "--llm", "--model", "tiny", "--json").out)
    assert told["answered_by"].startswith("ollama:tiny") and told["llm_error"] is None
    never = json.loads(daycite("query", "CNNs", "--notes", notes, "--no-llm", "--json").out)
    assert (never["answered_by"], never["llm_error"]) == ("extract", None)


def test_no_terminal_is_steered_by_a_note(daycite: Daycite, tmp_path: Path) -> None:
    folder = tmp_path / "esc"
    folder.mkdir()
    (folder / "a.md").write_text("# 2020-03-17 \x1b[2J\n\nLasers \x1b[31mare red\x07 and useful.\n", "utf-8")
    for words in (["query", "lasers", "--no-llm"], ["search", "lasers"], ["days"], ["show", "2020-03-17"]):
        ran = daycite(*words, "--notes", folder)
        assert ran.code == 0 and ran.out
        assert "\x1b" not in ran.out and "\x07" not in ran.out
