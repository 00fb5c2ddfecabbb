import type { Context } from "hono";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** Most bodies are small; telemetry and cards may be larger, and a manifest of 100,000 files is larger still. */
export const BODY_BYTES_MAX = 256 * 1024;
export const LARGE_BODY_BYTES_MAX = 4 * 1024 * 1024;
export const HEAVY_BODY_BYTES_MAX = 32 * 1024 * 1024;

/** The most bytes of a body, and what to do instead of sending more. */
export type BodyLimit = { readonly bytes: number; readonly instead?: string | undefined };

/** The body limit of the matched endpoint; null where it reads the body as it arrives, under its own limit. */
export type LimitOf = (context: Context) => BodyLimit | null;

/** The most that all bodies of unknown length may hold together. They are read before their sender is known. */
const HELD_BYTES_MAX = 64 * 1024 * 1024;

/** Releases what was read of a body once its request is answered. */
export type Release = () => void;

/**
 * Refuses a body over the limit before parsing any of it. Node delivers no more than a declared length; only a body
 * without one has to be measured here, and all of those share one budget.
 */
export function bodyGuard(limitOf: LimitOf, heldBytesMax = HELD_BYTES_MAX) {
  let held = 0;
  return async (context: Context): Promise<Result<Release, Refusal>> => {
    const limit = ["GET", "HEAD"].includes(context.req.method) ? null : limitOf(context);
    if (limit === null) return ok(() => {});
    const declared = context.req.header("content-length") ?? "";
    if (/^\d{1,15}$/.test(declared)) return Number(declared) <= limit.bytes ? ok(() => {}) : tooLarge(limit);
    const measured = whileMeasured(limit);
    let size = 0;
    const release: Release = () => {
      held -= size;
      size = 0;
    };
    const take = (bytes: number): Result<null, Refusal> => {
      size += bytes;
      held += bytes;
      if (size > measured.bytes) return tooLarge(measured);
      return held > heldBytesMax ? noRoom : ok(null);
    };
    const read = await readBody(context, take).catch((error: unknown) => {
      release();
      throw error;
    });
    if (read.ok) return ok(release);
    release();
    return read;
  };
}

/** Buffers a body as long as the shared budget allows. */
async function readBody(
  context: Context,
  take: (bytes: number) => Result<null, Refusal>,
): Promise<Result<null, Refusal>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of context.req.raw.body ?? []) {
    const taken = take(chunk.length);
    if (!taken.ok) return taken;
    chunks.push(chunk);
  }
  const { url, method, headers } = context.req.raw;
  const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
  context.req.raw = new Request(url, { method, headers, body });
  return ok(null);
}

/** Nobody fills the shared budget with two bodies. */
const whileMeasured = (limit: BodyLimit): BodyLimit =>
  limit.bytes > LARGE_BODY_BYTES_MAX
    ? { bytes: LARGE_BODY_BYTES_MAX, instead: "Send it with a Content-Length." }
    : limit;

const tooLarge = ({ bytes, instead = "Send a smaller body, or split it." }: BodyLimit) =>
  refuse("too-large", "body-too-large", `The body is larger than ${bytes} bytes.`, { todo: instead });

const noRoom = refuse("unavailable", "too-many-bodies", "Too many bodies without a Content-Length at once.", {
  retryAfterSeconds: 1,
  todo: "Send it again shortly, or with a Content-Length.",
});
