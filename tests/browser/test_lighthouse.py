"""The scores that Lighthouse gives: 100 in every category, on a telephone and on a desk (``make lighthouse``)."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from needed import absent

from browser.conftest import CHROMIUM

PROGRAM = Path(__file__).parent / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: A machine that does something else at the same time is slow; what it reached once it can do.
TRIES = 3

pytestmark = pytest.mark.lighthouse


def scores(address, options, report):
    """Run Lighthouse once; returns the score of each category, of 100, and what kept it lower."""
    command = [
        str(PROGRAM), address, *options, "--quiet", "--output=json", f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": CHROMIUM}, timeout=300)
    found = json.loads(report.read_text(encoding="utf-8"))
    reached = {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}
    lower = [
        f"{name}: {audit['title']} {audit.get('displayValue', '')}"
        for name in CATEGORIES
        for audit in (found["audits"][reference["id"]] for reference in found["categories"][name]["auditRefs"])
        if audit["score"] is not None and audit["score"] < 1 and reached[name] < 100
    ]
    return reached, lower


@pytest.mark.parametrize(("device", "options"), [("mobile", []), ("desktop", ["--preset=desktop"])])
def test_scores(example, tmp_path, record_property, device, options):
    if CHROMIUM is None:
        absent("Chromium")
    if not PROGRAM.exists():
        absent("Lighthouse")
    best = dict.fromkeys(CATEGORIES, 0)
    lower = []
    for _ in range(TRIES):
        reached, lower = scores(f"{example.address}episodes/34-mentoring.html", options, tmp_path / "report.json")
        best = {name: max(best[name], reached[name]) for name in CATEGORIES}
        if set(best.values()) == {100}:
            break
    for name, score in best.items():
        record_property("theme figure", f"Lighthouse, {device}, {name}: {score} of 100")
    assert best == dict.fromkeys(CATEGORIES, 100), lower
