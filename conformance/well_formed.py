"""One more check for Schemathesis: the API does not refuse as malformed what its description calls well-formed.

Schemathesis' own check of this kind counts any 400 or 422 as a fault. Here most of them are about the data: an owner
who does not exist, an artifact that is not stored. Those have their own codes; only "malformed" counts.
"""

import schemathesis
from schemathesis.core.failures import Failure

MALFORMED = {
    "invalid-input",
    "idempotency-key-malformed",
    "not-an-object",
    "not-json",
    "not-utf-8",
    "too-deep",
    "key-twice",
    "content-type-not-json",
}
# Rules between fields, which JSON Schema cannot express: a plan's steps rise, every tier has one route, one of several
# proofs is given, and so on.
BETWEEN_FIELDS = ("plan", "routes", "content", "manifest", "changes", "subjectDigest", "code")
# Rules that need all of Unicode, which no portable pattern can express.
BY_UNICODE = ("hides or reorders text", "must be a relative path of plain names", "must be in Unicode NFC")


def _is_about_a_rule(issue: dict) -> bool:
    field, message = issue.get("field", ""), issue.get("message", "")
    return any(part in BETWEEN_FIELDS for part in field.split(".")) or any(known in message for known in BY_UNICODE)


def _beyond_16_bits(case) -> bool:
    """Lengths are counted as in JavaScript; JSON Schema counts a character beyond U+FFFF as one."""
    return any(ord(character) > 0xFFFF for character in f"{case.path_parameters}{case.query}{case.body}")


@schemathesis.check
def accepts_what_it_describes(ctx, response, case):
    meta = case.meta
    if meta is None or not meta.generation.mode.is_positive or response.status_code != 400:
        return None
    problem = response.json()
    if problem.get("code") not in MALFORMED:
        return None
    issues = [issue for issue in problem.get("issues", [problem]) if not _is_about_a_rule(issue)]
    if not issues or (_beyond_16_bits(case) and all("at most" in str(issue) for issue in issues)):
        return None
    raise Failure(
        operation=case.operation.label,
        title="Well-formed by the description, refused as malformed",
        message=f"{problem.get('code')}: {problem.get('title')}",
    )
