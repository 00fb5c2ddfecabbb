import { functionLabels } from "#components/access/words.ts";
import { decided } from "#components/councils/decided.ts";
import type { EndedProposal } from "#lib/councils/views/proposal.ts";

type Signed = EndedProposal["signatures"][number];

/** "Ada Byron approved for Security: “Looks right.”" */
export function signatureLine({ signerName, decision, seat, comment }: Signed): string {
  const said = `${signerName} ${decided[decision]} for ${functionLabels[seat]}`;
  return comment ? `${said}: “${comment}”` : said;
}
