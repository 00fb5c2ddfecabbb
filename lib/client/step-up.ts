import { type ApiOutcome, problemOf, UNREACHABLE } from "./api.ts";

/** Proves once more who is there: the password, for one signature over one digest. The proof is spent by it. */
export async function stepUp(
  password: string,
  subjectDigest: string,
): Promise<ApiOutcome<{ stepUpId: string }>> {
  const response = await fetch("/api/v1/session/step-up", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ password, act: "cast-verdict", subjectDigest }),
  }).catch(() => null);
  if (!response) return { ok: false, problem: UNREACHABLE };
  const body: unknown = await response.json().catch(() => null);
  return response.ok
    ? { ok: true, value: body as { stepUpId: string } }
    : { ok: false, problem: problemOf(body as Parameters<typeof problemOf>[0]) };
}
