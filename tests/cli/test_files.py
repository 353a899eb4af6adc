"""The commands over files and folders: what each holds, one that fails stops no other, nothing but the answer is printed."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import attrs
import pytest

from command import REPORT_TEXT, run
from khcn_records.auditing import audit
from khcn_records.cli import main
from khcn_records.cli.sources import _progress
from khcn_records.formats import load, save
from khcn_records.labels import languages
from khcn_records.readers import read
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import BINARY, RENDERERS
from khcn_records.samples import report_2024_02
from renderer_snapshot import EVERY_FORMAT

Captured = pytest.CaptureFixture[str]
EVERY_LANGUAGE = pytest.mark.parametrize("lang", languages())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three reports in three forms, a broken one, a picture and a hidden file."""
    home = tmp_path / "tháng 2"
    (home / "phòng").mkdir(parents=True)
    (home / "a.txt").write_bytes(REPORT_TEXT.read_bytes())
    save(report_2024_02(), home / "b.json")
    save(report_2024_02(), home / "phòng" / "c.zip")
    (home / "d.json").write_text("{", encoding="utf-8")
    (home / "e.jpg").write_bytes(b"\xff\xd8\xff" + bytes(range(256)) * 4)
    (home / ".hidden.json").write_text("{", encoding="utf-8")
    return home


def ask(capsys: Captured, *arguments: object) -> tuple[int, str, str]:
    """Exit code, what was printed, what was told on standard error."""
    code = main([str(one) for one in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@EVERY_LANGUAGE
def test_read_tells_each_file_and_stores_all(folder: Path, lang: str, capsys: Captured) -> None:
    """Every file that can be read is a row; the broken one is told; what is of no kind is named; all records are stored."""
    bundle = folder.parent / "bundle.zip"
    code, printed, told = ask(capsys, "read", folder, "--out", bundle, "--lang", lang)
    stored = load(bundle)

    assert code == 1
    assert "d.json" in told
    assert told.count("khcn-records:") == 1
    assert "e.jpg" in printed
    assert ".hidden" not in printed + told
    assert printed.index("a.txt") < printed.index("b.json") < printed.index("phòng/c.zip")
    assert len(stored) == 3
    assert all(isinstance(one, MonthlyReport) for one in stored)


def test_a_file_under_a_password_fails_with_its_reason(tmp_path: Path, capsys: Captured) -> None:
    """A file that nobody can open without a password is told and is no success."""
    path = tmp_path / "khoá.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1000)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(1000)
    )
    code, printed, told = ask(capsys, "read", path)

    assert (code, printed) == (1, "")
    assert "khoá.xlsx" in told
    assert "mật khẩu" in told


def test_read_of_one_file_prints_what_was_understood(capsys: Captured) -> None:
    """Records, share of lines understood, errors and warnings of the file; nothing on standard error."""
    code, printed, told = ask(capsys, "read", REPORT_TEXT, "--lang", "en")

    assert (code, told) == (0, "")
    assert "Understood" in printed
    assert "100 %" in printed


@EVERY_LANGUAGE
@pytest.mark.parametrize("form", sorted(set(RENDERERS) - BINARY))
def test_render_of_one_file_is_printed(form: str, lang: str, capsys: Captured) -> None:
    """A page of one file goes to standard output, or into the file that is named, the same."""
    code, printed, told = ask(capsys, "render", REPORT_TEXT, "--format", form, "--lang", lang)

    assert (code, told) == (0, "")
    assert "205/UBND-KTTH" in printed


@EVERY_FORMAT
def test_render_of_a_folder_is_a_folder_of_pages(form: str, folder: Path, capsys: Captured) -> None:
    """Each file has its page, below its own folder; the broken one is told and stops no other."""
    out = folder.parent / "out"
    code, printed, told = ask(capsys, "render", folder, "--format", form, "--out", out)
    pages = sorted(
        path.relative_to(out).with_suffix("").as_posix() for path in out.rglob("*") if path.is_file()
    )

    assert (code, printed) == (1, "")
    assert told.count("khcn-records:") == 1
    assert pages == ["a", "b", "phòng/c"]


def test_what_is_not_installed_is_told_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """It is missing for every file, so it is said once, with what to install."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    code, _, told = ask(capsys, "render", folder, "--format", "xlsx", "--out", folder.parent / "out")

    assert (code, told.count("khcn-records[xlsx]")) == (1, 1)


def test_pages_of_two_files_of_one_name_are_two(tmp_path: Path, capsys: Captured) -> None:
    """`a.json` and `a.txt` do not write over each other."""
    (tmp_path / "a.txt").write_bytes(REPORT_TEXT.read_bytes())
    save(report_2024_02(), tmp_path / "a.json")
    out = tmp_path / "out"

    assert ask(capsys, "render", tmp_path / "a.txt", tmp_path / "a.json", "--out", out)[0] == 0
    assert len(list(out.rglob("*.txt"))) == 2


@pytest.mark.parametrize("form", sorted(BINARY))
def test_a_binary_page_needs_a_file(form: str, capsys: Captured) -> None:
    """Bytes are never printed."""
    code, printed, told = ask(capsys, "render", REPORT_TEXT, "--format", form, "--lang", "en")

    assert (code, printed) == (1, "")
    assert "--out" in told


def test_pages_of_a_folder_need_a_folder(folder: Path, capsys: Captured) -> None:
    """Several pages are not printed one behind the other."""
    code, printed, told = ask(capsys, "render", folder, "--lang", "en")

    assert (code, printed) == (1, "")
    assert "--out" in told


def test_render_compares_and_audits_where_asked(tmp_path: Path, capsys: Captured) -> None:
    """`--previous` sets figures beside those of the month before, `--audit` shows findings, `--as-of` moves the day."""
    february, january = tmp_path / "2.json", tmp_path / "1.json"
    save(report_2024_02(), february)
    save(attrs.evolve(report_2024_02(), report_id="1", period="2024-01", as_of=None), january)
    asked = ("render", february, "--format", "html", "--lang", "en")
    plain = ask(capsys, *asked)[1]
    whole = ask(capsys, *asked, "--previous", january, "--audit", "--as-of", "05/3/2024")[1]

    assert "Period before" in whole
    assert "Period before" not in plain
    assert "<h2>Findings</h2>" in whole
    assert "5 Mar 2024" in whole
    assert ask(capsys, *asked, "--previous", tmp_path / "none.json")[0] == 1


def test_audit_finds_in_files_and_across_reports(tmp_path: Path, capsys: Captured) -> None:
    """Findings of a text name its file; those of reports in a row are found once; the exit code follows `--fail-on`."""
    save(report_2024_02(), tmp_path / "2.json")
    march = attrs.evolve(report_2024_02(), report_id="3", period="2024-03", as_of=None)
    save(march, tmp_path / "3.json")
    both = audit([report_2024_02(), march])
    in_a_row = {one.code for one in both} - {
        one.code for report in (report_2024_02(), march) for one in audit(report)
    }
    (tmp_path / "a.txt").write_text("Báo cáo ngày 17/1/2024", encoding="utf-8")
    code, printed, told = ask(capsys, "audit", tmp_path, "--format", "json")
    found = json.loads(printed)["records"]

    assert (code, told) == (0, "")
    assert in_a_row
    assert {one["code"] for one in found if not one.get("place")} == in_a_row
    assert {one["place"]["file"] for one in found if one.get("place")} == {"2.json", "3.json", "a.txt"}
    assert any(one["code"] == "date_not_by_decree" and one["place"]["file"] == "a.txt" for one in found)
    assert ask(capsys, "audit", tmp_path, "--fail-on", "info")[0] == 3
    assert ask(capsys, "audit", tmp_path, "--rules", "date_not_by_decree", "--fail-on", "error")[0] == 0
    only = json.loads(ask(capsys, "audit", tmp_path, "--rules", "date_not_by_decree", "--format", "json")[1])
    assert {one["code"] for one in only.get("records", [only])} == {"date_not_by_decree"}
    without = ask(capsys, "audit", tmp_path / "a.txt", "--ignore", "date_not_by_decree", "--format", "json")[
        1
    ]
    assert "date_not_by_decree" not in without
    assert ask(capsys, "audit", tmp_path, "--rules", "no_such_rule")[0] == 1


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".zip"])
def test_convert_keeps_everything(suffix: str, tmp_path: Path, capsys: Captured) -> None:
    """What is stored in another format is loaded equal, a report that was read as well."""
    target = tmp_path / f"b{suffix}"
    save(report_2024_02(), tmp_path / "a.json")

    assert ask(capsys, "convert", tmp_path / "a.json", target) == (0, "", "")
    assert load(target) == report_2024_02()
    assert ask(capsys, "convert", REPORT_TEXT, target) == (0, "", "")
    assert len(load(target).tasks) == 4


def test_a_command_run_again_does_not_read_its_own_answer(tmp_path: Path, capsys: Captured) -> None:
    """What was written into the folder that is read, a file or a folder of pages, is no source of the next run."""
    save(report_2024_02(), tmp_path / "a.json")
    for _ in range(2):
        assert ask(capsys, "read", tmp_path, "--out", tmp_path / "all.zip")[0] == 0
        assert load(tmp_path / "all.zip") in (report_2024_02(), (report_2024_02(),))
    (tmp_path / "all.zip").unlink()
    for _ in range(2):
        assert ask(capsys, "convert", tmp_path, tmp_path / "all.json")[0] == 0
        assert load(tmp_path / "all.json") == report_2024_02()
    (tmp_path / "all.json").unlink()
    for _ in range(2):
        assert ask(capsys, "render", tmp_path, "--out", tmp_path / "pages")[0] == 0
        assert [path.name for path in (tmp_path / "pages").iterdir()] == ["a.txt"]


def test_convert_writes_nothing_of_a_half(folder: Path, capsys: Captured) -> None:
    """Where one file of a folder is broken, nothing is written; an unknown suffix is refused by name."""
    target = folder.parent / "all.json"

    assert ask(capsys, "convert", folder, target)[0] == 1
    assert not target.exists()
    code, _, told = ask(capsys, "convert", folder / "b.json", folder.parent / "all.doc", "--lang", "en")
    assert (code, "all.doc" in told) == (1, True)


@pytest.mark.parametrize("command", ["read", "render", "audit"])
def test_a_path_that_is_not_there_is_told(command: str, tmp_path: Path, capsys: Captured) -> None:
    """The path stands in the message, and an empty folder is told as well."""
    code, printed, told = ask(capsys, command, tmp_path / "none.txt")

    assert (code, printed, "none.txt" in told) == (1, "", True)
    assert ask(capsys, command, tmp_path)[0] == 1


def test_a_file_of_no_kind_is_wrong_where_it_was_named(folder: Path, capsys: Captured) -> None:
    """Found in a folder it is left out; asked for by name it is an error."""
    code, _, told = ask(capsys, "read", folder / "e.jpg")

    assert (code, "e.jpg" in told) == (1, True)


@pytest.mark.skipif(os.name != "posix", reason="such names are of POSIX")
def test_a_broken_file_is_a_failure_and_understood_to_no_part(tmp_path: Path, capsys: Captured) -> None:
    """Of a file that ends too soon the command says so and fails; nothing of it counts as understood."""
    pytest.importorskip("python_calamine")
    pytest.importorskip("xlsxwriter")
    broken = tmp_path / "a.xlsx"
    save(report_2024_02(), broken)
    broken.write_bytes(broken.read_bytes()[:3000])

    assert read(broken).coverage == 0
    code, _, told = ask(capsys, "read", broken)
    assert (code, "a.xlsx" in told) == (1, True)


def test_a_folder_is_read_no_further_than_it_reaches(tmp_path: Path, capsys: Captured) -> None:
    """What an office program locks and links out of the folder are no files of it."""
    (tmp_path / "elsewhere.txt").write_text("Không thuộc thư mục", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("Kính gửi: Sở Khoa học và Công nghệ", encoding="utf-8")
    (folder / "~$b.txt").write_text("khóa", encoding="utf-8")
    try:
        (folder / "c.txt").symlink_to(tmp_path / "elsewhere.txt")
    except OSError:
        pytest.skip("the file system has no links")
    _, printed, told = ask(capsys, "read", folder)

    assert [name in printed + told for name in ("a.txt", "b.txt", "c.txt")] == [True, False, False]


def test_a_name_does_not_command_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    """Control characters in the name of a file are shown as pictures, in tables, messages and progress."""
    (tmp_path / "x\x1b[31m\n.json").write_text("{", encoding="utf-8")
    (tmp_path / "y\x1b[31m.txt").write_bytes(REPORT_TEXT.read_bytes())
    _, printed, told = ask(capsys, "read", tmp_path)

    assert "\x1b" not in printed + told
    assert "␛" in printed
    assert told.count("\n") == len(told.splitlines())


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def test_progress_is_shown_on_a_terminal_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Of several files a terminal shows which is read, and nothing of it stays; a pipe sees none of it."""
    assert "\r" not in run("read", str(folder)).stderr.decode("utf-8")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    main(["read", str(folder)])
    shown = terminal.getvalue()
    capsys.readouterr()

    assert "[1/5] a.txt" in shown
    assert shown.endswith("\r\x1b[2K")
    alone = Terminal()
    _progress(alone, 1, 1, "a.txt")
    assert alone.getvalue() == ""
