import { activeAmong } from "#lib/access/rows/active-person.ts";
import type { Context } from "#lib/command/command.ts";
import type { ConditionAsked } from "#lib/councils/condition.ts";
import { mayGoAbove } from "#lib/councils/founding.ts";
import { behalfOf } from "#lib/councils/rows/behalf-of.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { spendPresence } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { ok } from "#lib/kernel/result.ts";
import { failing } from "#lib/releases/checks.ts";
import { holdTierOf } from "#lib/releases/rows/hold-tier.ts";
import { aroundRelease } from "./around-release.ts";
import { type Checked, checksNow } from "./gather-checks.ts";
import { lockRelease } from "./lock-release.ts";

type Given = {
  readonly release: number;
  readonly subjectDigest: string;
  readonly seat: BusinessFunction;
  readonly decision: VerdictDecision;
  readonly conditions?: readonly ConditionAsked[] | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly stepUpId: string;
};

/** Only an approval is asked about the checks. */
const NOTHING_CHECKED: Checked = { checks: [], gated: null };

/** What a verdict on a release is decided by, held until the transaction ends, with the proof given for this act. */
export async function heldToJudge(
  tx: Tx,
  act: "cast-verdict" | "seal-verdict",
  { release, subjectDigest: digest, stepUpId, decision, conditions = [], onBehalfOf, seat }: Given,
  context: Context,
) {
  await holdTierOf(tx, release);
  await holdSigner(tx, context.caller);
  const file = await lockRelease(tx, release, context.now);
  if (!file.ok) return file;
  const presence = await spendPresence(tx, { act, digest, stepUpId }, context);
  if (!presence.ok) return presence;
  const above = mayGoAbove(file.value.release.tier, await reviewersExcept(tx, [], context.now));
  if (decision === "approve" && !above.ok) return above;
  const checked = decision === "approve" ? await checksNow(tx, file.value, context.now) : NOTHING_CHECKED;
  const around = { ...aroundRelease(file.value, context.now), behalf: onBehalfOf };
  const held = await circleHeld(tx, around, context.caller);
  const { modelId: model } = file.value.release;
  const behalf = onBehalfOf
    ? await behalfOf(tx, { from: onBehalfOf, to: context.caller.id, seat, model, now: context.now })
    : ok(undefined);
  if (!behalf.ok) return behalf;
  const owners = await activeAmong(
    tx,
    conditions.map(({ owner }) => owner),
  );
  return ok({
    ...file.value,
    ...held,
    ...checked,
    failing: failing(checked.checks),
    owners,
    behalf: behalf.value,
    presence: presence.value,
  });
}
