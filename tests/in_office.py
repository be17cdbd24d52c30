"""Edits workbooks in LibreOffice as a person does. Run by the system's Python, which has `uno`, not by the tests'.

Reads from standard input a list of jobs: a file, what is done to it, and the files it is saved as.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.CellInsertMode import DOWN
from com.sun.star.table import TableSortField

FILTERS = {
    "xlsx": ("Calc MS Excel 2007 XML", ""),
    "xls": ("MS Excel 97", ""),
    "ods": ("calc8", ""),
    "csv": ("Text - txt - csv (StarCalc)", "59,34,76,1,,0,false,true,true"),
    "cp1252.csv": ("Text - txt - csv (StarCalc)", "59,34,ANSI,1,,0,false,true,true"),
    "american.csv": ("Text - txt - csv (StarCalc)", "44,34,76,1,,1033,false,true,false"),
}
"""What LibreOffice calls the formats; of CSV separator, quotes, encoding, language, whether cells are as shown."""


def prop(name: str, value: Any) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def main(profile: str) -> None:
    jobs = json.load(sys.stdin)
    pipe = "mlmp" + profile.rpartition("/")[2].replace("-", "")
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    # Its streams are its own: whoever reads ours would wait for as long as it lives.
    office = subprocess.Popen(
        [*command, f"--accept=pipe,name={pipe};urp"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        desktop = connect(pipe)
        for job in jobs:
            document = desktop.loadComponentFromURL("file://" + job["file"], "_blank", 0, (prop("Hidden", True),))
            for step, *arguments in job["steps"]:
                STEPS[step](document, *arguments)
            for target in job["save"]:
                name, options = FILTERS[target.rpartition("/")[2].partition(".")[2]]
                document.storeToURL("file://" + target, (prop("FilterName", name), prop("FilterOptions", options)))
            document.close(True)
        desktop.terminate()
        office.wait(30)
    finally:
        # What was started starts the real program; both go.
        with suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
        office.wait()


def connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.25)
    raise TimeoutError


def cells(document: Any, sheet: str, area: str) -> Any:
    return document.Sheets.getByName(sheet).getCellRangeByName(area)


def typed(document: Any, sheet: str, address: str, text: str) -> None:
    """As if typed with a Danish keyboard: a date becomes a date, a text in a cell of texts stays a text."""
    cells(document, sheet, address).getCellByPosition(0, 0).FormulaLocal = text


def text(document: Any, sheet: str, address: str, content: str) -> None:
    cells(document, sheet, address).getCellByPosition(0, 0).String = content


def sort(document: Any, sheet: str, area: str, column: int, ascending: bool = True) -> None:
    field = TableSortField()
    field.Field, field.IsAscending = column, ascending
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    uno.invoke(cells(document, sheet, area), "sort", ((prop("SortFields", fields), prop("ContainsHeader", False)),))


def copy(document: Any, sheet: str, area: str, target: str) -> None:
    source, place = cells(document, sheet, area), cells(document, sheet, target)
    document.Sheets.getByName(sheet).copyRange(place.CellAddress, source.RangeAddress)


def push_down(document: Any, sheet: str, area: str) -> None:
    document.Sheets.getByName(sheet).insertCells(cells(document, sheet, area).RangeAddress, DOWN)


def fill_down(document: Any, sheet: str, area: str) -> None:
    cells(document, sheet, area).fillAuto(uno.Enum("com.sun.star.sheet.FillDirection", "TO_BOTTOM"), 1)


def note(document: Any, sheet: str, address: str, content: str) -> None:
    document.Sheets.getByName(sheet).Annotations.insertNew(cells(document, sheet, address).CellAddress, content)


def number_format(document: Any, sheet: str, area: str, code: str) -> None:
    formats, locale = document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
    key = formats.queryKey(code, locale, False)
    cells(document, sheet, area).NumberFormat = key if key >= 0 else formats.addNew(code, locale)


def rows(document: Any, sheet: str) -> Any:
    return document.Sheets.getByName(sheet).Rows


def hide(document: Any, sheet: str, row: int) -> None:
    rows(document, sheet).getByIndex(row - 1).IsVisible = False


def only_sheet(document: Any, sheet: str) -> None:
    """A CSV file has the first sheet."""
    for name in document.Sheets.ElementNames:
        if name != sheet:
            document.Sheets.removeByName(name)


def replace_in_all(document: Any, old: str, new: str) -> None:
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        what = sheet.createReplaceDescriptor()
        what.SearchString, what.ReplaceString = old, new
        sheet.replaceAll(what)


STEPS = {
    "replace_in_all": replace_in_all,
    "typed": typed,
    "text": text,
    "sort": sort,
    "copy": copy,
    "push_down": push_down,
    "fill_down": fill_down,
    "note": note,
    "format": number_format,
    "hide": hide,
    "merge": lambda document, sheet, area: cells(document, sheet, area).merge(True),
    "clear": lambda document, sheet, area: cells(document, sheet, area).clearContents(1 | 2 | 4 | 16),
    "delete_rows": lambda document, sheet, row, count: rows(document, sheet).removeByIndex(row - 1, count),
    "insert_rows": lambda document, sheet, row, count: rows(document, sheet).insertByIndex(row - 1, count),
    "delete_columns": lambda document, sheet, column, count: document.Sheets.getByName(sheet).Columns.removeByIndex(
        column - 1, count
    ),
    "rename": lambda document, sheet, name: setattr(document.Sheets.getByName(sheet), "Name", name),
    "remove_sheet": lambda document, sheet: document.Sheets.removeByName(sheet),
    "copy_sheet": lambda document, sheet, name: document.Sheets.copyByName(sheet, name, 1),
    "only_sheet": only_sheet,
}

main(sys.argv[1])
