import { type ApiAnswer, problemOf, UNREACHABLE } from "./api.ts";

/** What a manifest names: the digest and size of stored bytes. */
export type StoredFile = { readonly digest: string; readonly size: number };

/** Stores a file. The server hashes it as it arrives. */
export async function uploadFile(file: Blob): Promise<ApiAnswer<StoredFile>> {
  const headers = { "content-type": "application/octet-stream" };
  const response = await fetch("/api/v1/artifacts", { method: "POST", headers, body: file }).catch(
    () => null,
  );
  if (!response) return { ok: false, problem: UNREACHABLE };
  const body: unknown = await response.json().catch(() => null);
  return response.ok
    ? { ok: true, value: body as StoredFile }
    : { ok: false, problem: problemOf(body as Parameters<typeof problemOf>[0]) };
}
