import { type ApiOutcome, problemOf, UNREACHABLE } from "./api.ts";

/** Calls a door beside the route table: nothing of it is kept for a repeat. Never rejects. */
export async function postDoor<T>(path: string, body: unknown): Promise<ApiOutcome<T>> {
  const response = await fetch(`/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!response) return { ok: false, problem: UNREACHABLE };
  const answer: unknown = await response.json().catch(() => null);
  return response.ok
    ? { ok: true, value: answer as T }
    : { ok: false, problem: problemOf(answer as Parameters<typeof problemOf>[0]) };
}
