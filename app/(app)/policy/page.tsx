import { Scale } from "lucide-react";
import type { ReactNode } from "react";
import { PolicyHistory } from "#components/policy/policy-history.tsx";
import { PolicyDiff, PolicyRoutes } from "#components/policy/policy-tables.tsx";
import { seatsText } from "#components/policy/policy-words.ts";
import { NotAbleToSign, Seats } from "#components/releases/seats.tsx";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import type { Output } from "#lib/client/api.ts";
import { look } from "#lib/command/query.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import type { ProposalView } from "#lib/councils/views/policy-page.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { policyChanges } from "#lib/policy/policy-changes.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../refused.tsx";
import { ProposalPanel } from "./proposal-panel.tsx";
import { endedOf, proposalDecision, proposalSeats, proposalSteps } from "./proposal-props.ts";

export const metadata = { title: "Policy" };

type Policy = NonNullable<Output<"GET /policies">["current"]>;

/** By what releases are signed, and the change of it that waits for its own signatures. */
export default async function PolicyPage() {
  const caller = await pageCaller();
  const answer = await look(database(), policyPage, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="The policy" permission="policy:read" />;
  const { current, proposal, whyNotPropose, earlier, ended } = answer.value;
  return (
    <Page crumbs={[{ label: "Policy" }]}>
      <PageHead
        title={current?.content.title ?? "Sign-off policy"}
        lede="Who has to sign which release. Nobody changes it alone: a change is signed by those it names."
        actions={
          current && (
            <ButtonLink href="/policy/propose" whyNot={whyNotPropose ?? undefined}>
              Propose a change
            </ButtonLink>
          )
        }
      />
      {proposal ? (
        <UnderReview proposal={proposal} caller={caller}>
          {current && <InForce policy={current} />}
          <PolicyHistory earlier={earlier} ended={endedOf(ended)} />
        </UnderReview>
      ) : (
        <>
          {current ? <InForce policy={current} /> : <NoPolicy />}
          <PolicyHistory earlier={earlier} ended={endedOf(ended)} />
        </>
      )}
    </Page>
  );
}

type UnderReviewProps = { proposal: ProposalView; caller: Caller; children: ReactNode };

async function UnderReview({ proposal, caller, children }: UnderReviewProps) {
  const maySign = proposal.mine.seats.some(({ whyNot }) => whyNot === null);
  const means = maySign ? await meansOf(caller) : PASSWORD_ALONE;
  const { id, version, base, author, reason, proposedAt, digest } = proposal;
  return (
    <WithRail
      railLabel="Who signs"
      pinned={
        <ProposalPanel
          proposalId={id}
          digest={digest}
          decision={proposalDecision(proposal, caller, means)}
          steps={proposalSteps(proposal)}
        />
      }
      rail={
        <>
          <Seats seats={proposalSeats(proposal)} />
          <NotAbleToSign barred={[{ person: author.name, because: "proposed it" }]} />
        </>
      }
    >
      <Sheet title={`Policy ${version} is proposed`} provenance={<Digest value={digest} />} flush>
        <p className="pt-3 text-sm whitespace-pre-line">{reason}</p>
        <p className="pt-1 pb-2 text-xs text-ink-3">
          {author.name}, <Time at={proposedAt} />
        </p>
        <PolicyDiff changes={policyChanges(base.content, proposal.content)} now={`Policy ${base.version}`} />
      </Sheet>
      {children}
    </WithRail>
  );
}

function InForce({ policy }: { policy: Policy }) {
  const { version, digest, publishedAt, publishedBy, content, changeSeats } = policy;
  return (
    <Sheet title={`Policy ${version}, in force`} provenance={<Digest value={digest} />} flush>
      <PolicyRoutes policy={content} />
      <p className="border-t border-line py-2.5 text-sm">
        <span className="text-ink-2">A change of this policy is signed by</span> {seatsText(changeSeats)}.
        <span className="block text-xs text-ink-3">
          Published by {publishedBy}, <Time at={publishedAt} />
        </span>
      </p>
    </Sheet>
  );
}

function NoPolicy() {
  return (
    <Sheet title="In force">
      <EmptyState icon={Scale} title="No policy is published yet">
        Until there is one, nobody can open a release. An admin publishes the first with POST
        /api/v1/policies; every later one is proposed and signed here.
      </EmptyState>
    </Sheet>
  );
}
