import { decided } from "#lib/councils/decided.ts";
import type { EndedProposal } from "#lib/councils/views/proposal.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

type Signed = EndedProposal["signatures"][number];

/** "Ada Byron approved for Security: “Looks right.”" */
export function signatureLine({ signerName, decision, seat, comment }: Signed): string {
  const said = `${signerName} ${decided[decision]} for ${functionLabels[seat]}`;
  return comment ? `${said}: “${comment}”` : said;
}
