import { telemetryQuota } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type Allowance, allowanceAfter } from "#lib/monitoring/quota.ts";
import { sourceOf } from "#lib/monitoring/source.ts";

/** By source. Only in this process: a quota keeps one source from crowding out the others, it decides nothing. */
const allowances = new Map<string, Allowance>();
const SOURCES_MAX = 10_000;

/** Refuses rows of a source that has sent its part of this minute. A token that names none is a source of its own. */
export function admitRows(caller: Caller, rows: number, now: Date): Result<null, Refusal> {
  const { name } = sourceOf(caller);
  const id = name === "" ? caller.id : `${caller.workspaceId} ${name}`;
  const perMinute = telemetryQuota();
  const after = allowanceAfter(allowances.get(id), rows, { perMinute, nowMs: now.getTime() });
  if ("waitSeconds" in after)
    return refuse(
      "throttled",
      "too-many-rows",
      `This source sent more than ${perMinute.toLocaleString("en-US")} rows within a minute. Nothing of this batch was stored.`,
      {
        retryAfterSeconds: after.waitSeconds,
        todo: "Wait, then send the batch again under the same id, or ask whoever runs this installation to raise TELEMETRY_ROWS_A_MINUTE and restart the server.",
      },
    );
  // The one unused for longest goes first: it has filled again.
  allowances.delete(id);
  allowances.set(id, after.left);
  if (allowances.size > SOURCES_MAX) allowances.delete(allowances.keys().next().value!);
  return ok(null);
}
