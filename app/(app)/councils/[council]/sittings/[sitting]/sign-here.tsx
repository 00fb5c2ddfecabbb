import { maySign, proposalDecision } from "#components/councils/policy/proposal-decision.ts";
import { councilProposalWords } from "#components/overview/councils/council-words.ts";
import { envelopeDecision, maySignEnvelope } from "#components/releases/envelopes/envelope-words.ts";
import { asksProof, decisionOf, verdictOver } from "#components/releases/review/decision-words.ts";
import { maySignWaiver, waiverDecision } from "#components/releases/waivers/waiver-words.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { look } from "#lib/command/query.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";
import { councilPage } from "#lib/overview/queries/council-page.ts";
import { envelopePage } from "#lib/releases/queries/envelope-page.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { waiverPage } from "#lib/releases/queries/waiver-page.ts";
import type { SittingItemView } from "#lib/releases/views/sitting.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { EnvelopePanel } from "../../../../envelopes/[envelope]/envelope-panel.tsx";
import { ProposalPanel } from "../../../../policy/proposal-panel.tsx";
import { DecisionPanel } from "../../../../releases/[release]/decision-panel.tsx";
import { WaiverDecisionPanel } from "../../../../waivers/[waiver]/waiver-panels.tsx";
import { CouncilPanel } from "../../council-panel.tsx";

type Props = { item: Pick<SittingItemView, "kind" | "href">; caller: PersonCaller };

/** What the reader signs of an item, as its own page offers it. Nothing where they may not read it. */
export async function SignHere({ item, caller }: Props) {
  const Panel = PANELS[item.kind];
  return <Panel of={item.href.split("/").at(-1) ?? ""} caller={caller} />;
}

type PanelProps = { of: string; caller: PersonCaller };

async function ReleaseHere({ of, caller }: PanelProps) {
  const answer = await look(database(), releasePage, { release: Number(of) }, { caller });
  if (!answer.ok) return null;
  const release = answer.value;
  const means = asksProof(release) ? await meansOf(caller, verdictOver(release)) : PASSWORD_ALONE;
  return (
    <DecisionPanel
      release={release.number}
      round={release.round}
      subjectDigest={release.subjectDigest}
      decision={decisionOf(release, caller, means)}
      aside={null}
      steps={[]}
    />
  );
}

async function WaiverHere({ of, caller }: PanelProps) {
  const waiver = Number(of);
  const answer = await look(database(), waiverPage, { waiver }, { caller });
  if (!answer.ok) return null;
  const view = answer.value;
  const over = view.open ? ({ act: "sign-waiver", digest: view.open.digest } as const) : undefined;
  const means = maySignWaiver(view) ? await meansOf(caller, over) : PASSWORD_ALONE;
  return (
    <WaiverDecisionPanel
      of={{ model: view.model, waiver }}
      open={view.open}
      decision={waiverDecision(view, { reader: caller, means })}
      steps={[]}
    />
  );
}

async function EnvelopeHere({ of, caller }: PanelProps) {
  const envelope = Number(of);
  const answer = await look(database(), envelopePage, { envelope }, { caller });
  if (!answer.ok) return null;
  const view = answer.value;
  const over = { act: "sign-envelope", digest: view.digest } as const;
  const means = maySignEnvelope(view) ? await meansOf(caller, over) : PASSWORD_ALONE;
  return (
    <EnvelopePanel
      of={{ model: view.model, envelope }}
      digest={view.digest}
      decision={envelopeDecision(view, { reader: caller, means })}
      steps={[]}
    />
  );
}

async function CompositionHere({ of, caller }: PanelProps) {
  const answer = await look(database(), councilPage, { councilId: of }, { caller });
  const proposal = answer.ok && answer.value.proposal;
  if (!proposal) return null;
  const over = { act: "sign-council", digest: proposal.digest } as const;
  const means = maySign(proposal) ? await meansOf(caller, over) : PASSWORD_ALONE;
  return (
    <CouncilPanel
      proposalId={proposal.id}
      digest={proposal.digest}
      decision={proposalDecision(proposal, caller, means, councilProposalWords(proposal))}
      steps={[]}
    />
  );
}

async function PolicyHere({ caller }: PanelProps) {
  const answer = await look(database(), policyPage, {}, { caller });
  const proposal = answer.ok && answer.value.proposal;
  if (!proposal) return null;
  const over = { act: "sign-policy", digest: proposal.digest } as const;
  const means = maySign(proposal) ? await meansOf(caller, over) : PASSWORD_ALONE;
  return (
    <ProposalPanel
      proposalId={proposal.id}
      digest={proposal.digest}
      decision={proposalDecision(proposal, caller, means)}
      steps={[]}
    />
  );
}

const PANELS = {
  release: ReleaseHere,
  waiver: WaiverHere,
  envelope: EnvelopeHere,
  "council-proposal": CompositionHere,
  "policy-proposal": PolicyHere,
} as const satisfies Readonly<Record<SittingItemView["kind"], unknown>>;
