import { createWebhook } from "#lib/overview/commands/create-webhook.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";
import { planSitting } from "#lib/releases/commands/plan-sitting.ts";
import { storedProof } from "./factors.ts";
import { addCouncil, addDeadMail } from "./furnished-rows.ts";
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

/** A webhook that hears of nothing that happens here, and a message whose mail was given up. */
export async function toldOutside(
  workspace: TestWorkspace,
  { everyone, guest }: Record<"everyone" | "guest", Person>,
  prefix: string,
) {
  const asked = { name: `${prefix} board`, url: `https://${prefix}.example/hook`, kinds: ["log.recovered"] };
  const proof = await storedProof(workspace, everyone, "create-webhook", webhookTerms(asked));
  const { webhookId } = await workspace.make(createWebhook, { ...asked, ...proof }, everyone);
  return { webhookId, messageId: await addDeadMail(workspace, guest) };
}
