import type { Answer } from "#components/ui/answer.ts";
import type { ListedFactor } from "#lib/access/views/factor-list.ts";
import type { FactorActions } from "#lib/client/factor-actions.ts";
import type { ProvenAction, ProvenInput } from "./presence-dialog.tsx";

/** What a person wants done about their second factors. */
export type FactorRequest = { verb: "rename" | "remove"; factor: ListedFactor } | { verb: "renew" };

/** The request as the dialog asks for it. */
export function actionOf(request: FactorRequest): ProvenAction {
  if (request.verb === "renew")
    return {
      verb: "renew",
      label: "Make new recovery codes",
      consequence: "The codes you have now stop working.",
    };
  const { verb, factor } = request;
  if (verb === "rename")
    return { verb, label: "Rename", consequence: `A new name for ${factor.name}.`, name: factor.name };
  return {
    verb,
    label: "Remove",
    consequence: `${factor.name} can no longer be used to sign in or to sign. What it signed stays valid.`,
    danger: true,
  };
}

/** Does it; the value is the new recovery codes, where it made some. */
export async function carryOut(
  actions: FactorActions,
  request: FactorRequest,
  { text, presence }: ProvenInput,
): Promise<Answer<readonly string[] | null>> {
  if (request.verb === "renew") {
    const renewed = await actions.renewCodes({ presence });
    return renewed.ok ? { ok: true, value: renewed.value.recoveryCodes } : renewed;
  }
  const factorId = request.factor.id;
  const changed =
    request.verb === "rename"
      ? await actions.rename({ factorId, name: text, presence })
      : await actions.remove({ factorId, presence });
  return changed.ok ? { ok: true, value: null } : changed;
}
