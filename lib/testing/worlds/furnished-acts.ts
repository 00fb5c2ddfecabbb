import { createWebhook } from "#lib/overview/commands/create-webhook.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";
import { planSitting } from "#lib/releases/commands/plan-sitting.ts";
import { storedProof } from "./factors.ts";
import { addCouncil } from "./furnished-rows.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

/** A council that sits, with a sitting planned and one item on its agenda. */
export async function addSitting(
  workspace: TestWorkspace,
  { reviewer, peer }: Record<"reviewer" | "peer", Person>,
  prefix: string,
) {
  const councilId = await addCouncil(workspace, {
    name: `${prefix} sitting council`,
    chair: reviewer,
    secretary: peer,
  });
  const { sittingId } = await workspace.make(planSitting, { councilId }, reviewer);
  return { council: councilId, sitting: sittingId, sittingItem: sittingId };
}

/** One that hears of nothing that happens here. */
export async function webhookOf(
  workspace: TestWorkspace,
  { everyone }: Record<"everyone", Person>,
  prefix: string,
): Promise<string> {
  const asked = { name: `${prefix} board`, url: `https://${prefix}.example/hook`, kinds: ["log.recovered"] };
  const proof = await storedProof(workspace, everyone, "create-webhook", webhookTerms(asked));
  return (await workspace.make(createWebhook, { ...asked, ...proof }, everyone)).webhookId;
}
