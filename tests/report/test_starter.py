import io
from importlib import resources

from openpyxl import load_workbook

from vprs.evidence.new_workbook import render_evidence_register


def test_the_starter_names_the_sheet_that_explains_the_columns() -> None:
    told = (resources.files("vprs.commands") / "starter" / "START-HERE.md").read_text("utf-8")
    sheets = load_workbook(io.BytesIO(render_evidence_register())).sheetnames
    assert f"Its third sheet, `{sheets[2]}`, explains the columns." in " ".join(told.split())
