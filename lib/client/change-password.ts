import { type ApiOutcome, problemOf, UNREACHABLE } from "./api.ts";

/** Changes the signed-in person's password for the one they give anew. Never rejects. */
export async function changePassword(input: {
  currentPassword: string;
  newPassword: string;
}): Promise<ApiOutcome<{ sessionsEnded: number }>> {
  const response = await fetch("/api/v1/account/password", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  }).catch(() => null);
  if (!response) return { ok: false, problem: UNREACHABLE };
  const body: unknown = await response.json().catch(() => null);
  return response.ok
    ? { ok: true, value: body as { sessionsEnded: number } }
    : { ok: false, problem: problemOf(body as Parameters<typeof problemOf>[0]) };
}
