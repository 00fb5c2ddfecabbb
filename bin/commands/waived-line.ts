import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { WaivedGate } from "#lib/releases/waived-gates.ts";

/** A gate that does not pass, with what covers it. */
export const waivedLine = ({ title, waiver, signedBy, until }: WaivedGate): string => {
  const signers = signedBy.map((one) => `${one.name} for ${functionLabels[one.function]}`);
  return `waived  ${title}: waiver ${waiver}, signed by ${listed(signers)}, until ${until}`;
};
