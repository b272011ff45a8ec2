"""What a run tells the command that started it: one JSON object a line on standard output."""
from __future__ import annotations

import json


def report(fields: dict) -> None:
    """Prints one line that the caller draws as a progress bar."""
    print(json.dumps({"progress": fields}), flush=True)
