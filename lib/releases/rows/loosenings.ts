import { between } from "#lib/councils/circle.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { peopleRulesInForce } from "#lib/policy/rows/policy-versions.ts";
import { readRelease } from "./lock-release.ts";

type Excepted = { readonly id: string; readonly number: number; readonly partIn: readonly string[] };

/** The release that a loosening lets pass, with who had a part in it; null where it lets none. */
export async function releaseExcepted(
  tx: Tx,
  number: number | null | undefined,
  now: Date,
): Promise<Result<Excepted | null, Refusal>> {
  if (number === null || number === undefined) return ok(null);
  const file = await readRelease(tx, number, now);
  if (!file.ok) return file;
  const { release, contributors } = file.value;
  return ok({
    id: release.id,
    number,
    partIn: [release.authorId, ...contributors.map(({ personId }) => personId)],
  });
}

/** The caller with the authority they have now, and what ties them to another person. Both are held as they are. */
export async function callerBeside(
  tx: Tx,
  caller: Caller,
  { other, now }: { readonly other?: string; readonly now: Date },
) {
  const { independenceDays: days, factorWaitHours: waitHours } = await peopleRulesInForce(tx);
  const proposers = [caller.id, ...(other === undefined ? [] : [other])];
  const around = { signatures: [], contributors: [], proposers, days, waitHours, now };
  if (other !== undefined)
    await tx.$executeRaw`
      SELECT FROM membership WHERE person_id::text = ANY (${proposers}::text[]) ORDER BY person_id FOR SHARE`;
  const held = await circleHeld(tx, around, caller);
  return { ...held, days, bond: other === undefined ? null : between(caller.id, other, held.circle) };
}
