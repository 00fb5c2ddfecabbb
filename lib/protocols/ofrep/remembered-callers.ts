import type { Admission } from "#lib/api/contract/endpoint.ts";
import { callerOfAuthorization } from "#lib/api/guard/authenticate.ts";
import { noteToken } from "#lib/api/guard/note-denial.ts";
import { isUnavailable } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";

/** A token is looked up again after this time, so a revoked one stops working within it. */
const CALLER_MS = 2000;
const CALLERS_MAX = 1000;

/** The caller; null for nobody; "unavailable" while the database cannot say. */
export type Known = Caller | null | "unavailable";

/** Callers by their key, so that evaluations rarely query the database. */
export function rememberedCallers(parts: Admission, from: { what: string; address: string }) {
  const remembered = new Map<string, { caller: Caller; until: number }>();
  const lookUp = async (key: string): Promise<Caller | null> => {
    const now = Date.now();
    const caller = await callerOfAuthorization(key, parts.db, new Date(now));
    if (!caller.ok) {
      await noteToken(parts, key, from);
      return null;
    }
    if (remembered.size >= CALLERS_MAX) remembered.clear();
    remembered.set(key, { caller: caller.value, until: now + CALLER_MS });
    return caller.value;
  };
  return ({ header }: { header(name: string): string | undefined }): Known | Promise<Known> => {
    // OFREP clients may send the key in either header. A browser's session may not evaluate.
    const key = header("authorization") ?? bearerOf(header("x-api-key"));
    if (key === undefined) return null;
    const known = remembered.get(key);
    if (known && known.until > Date.now()) return known.caller;
    return lookUp(key).catch((error: unknown): Known => {
      // The table is in memory: while the database is away, a recently verified token is still served.
      if (isUnavailable(error)) return known?.caller ?? "unavailable";
      throw error;
    });
  };
}

const bearerOf = (key: string | undefined): string | undefined => (key ? `Bearer ${key}` : undefined);
