import { type Item, ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { ProposalState } from "#lib/councils/policy-proposal.ts";
import type { EndedProposal } from "#lib/councils/views/proposal.ts";
import { signatureLine } from "./signature-line.ts";

type EndedProposalsProps = {
  proposals: readonly EndedProposal[];
  /** What each would have become: "Policy". */
  noun: string;
};

/** What became of each proposal, the latest first. */
export function EndedProposals({ proposals, noun }: EndedProposalsProps) {
  if (proposals.length === 0) return null;
  return (
    <Sheet title="Past proposals" provenance="kept permanently" flush>
      <ItemList items={proposals.map((each) => itemOf(each, noun))} />
    </Sheet>
  );
}

const looks: Readonly<Record<ProposalState, { tone: Tone; icon?: StateIcon }>> = {
  open: { tone: "hold" },
  published: { tone: "pass" },
  rejected: { tone: "fail" },
  withdrawn: { tone: "plain", icon: "back" },
};

const itemOf = (
  { id, version, state, author, reason, endedAt, signatures }: EndedProposal,
  noun: string,
): Item => ({
  key: id,
  ...looks[state],
  title: `${noun} ${version} ${state}`,
  detail: (
    <>
      <span className="block">
        proposed by {author}: {reason}
      </span>
      {signatures.map((signature) => (
        <span key={signature.id} className="block">
          {signatureLine(signature)}
        </span>
      ))}
    </>
  ),
  trailing: endedAt && <Time at={endedAt} />,
});
