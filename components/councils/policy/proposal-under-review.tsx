import type { ReactNode } from "react";
import { NotAbleToSign, Seats } from "#components/councils/seats.tsx";
import { PolicyDiff } from "#components/policy/policy-tables.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ProposalView } from "#lib/councils/views/policy-page.ts";
import { policyChanges } from "#lib/policy/policy-changes.ts";
import { proposalSeats } from "./proposal-seats.ts";

type UnderReviewProps = {
  proposal: ProposalView;
  /** What the reader can do about it. */
  decision: ReactNode;
  children: ReactNode;
};

/** A proposed policy: what it would change, why, and who signs it. */
export function ProposalUnderReview({ proposal, decision, children }: UnderReviewProps) {
  const { version, base, content, author, reason, proposedAt, digest } = proposal;
  return (
    <WithRail
      railLabel="Who signs"
      pinned={decision}
      rail={
        <>
          <Seats seats={proposalSeats(proposal)} />
          <NotAbleToSign barred={[{ person: author.name, because: "proposed it" }]} />
        </>
      }
    >
      <Sheet title={`Proposed: policy ${version}`} provenance={<Digest value={digest} />} flush>
        <p className="pt-3 text-sm whitespace-pre-line">{reason}</p>
        <p className="pt-1 pb-2 text-xs text-ink-3">
          {author.name}, <Time at={proposedAt} />
        </p>
        <PolicyDiff changes={policyChanges(base.content, content)} now={`Policy ${base.version}`} />
      </Sheet>
      {children}
    </WithRail>
  );
}
