"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Gate } from "#lib/policy/gate.ts";
import { gateFaults } from "#lib/policy/gate-results.ts";
import { changeSeats, type PolicyContent } from "#lib/policy/policy.ts";
import { policyChanges } from "#lib/policy/policy-changes.ts";
import type { PolicyInForceView } from "#lib/policy/views/policy-version.ts";
import type { Reviewers } from "#lib/policy/views/reviewers.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { GatesFields } from "./gates/gates-fields.tsx";
import { draftOf, type PolicyDraft, policyOf, unseated } from "./policy-draft.ts";
import { changeLine, placeLabels, seatsText } from "./policy-words.ts";
import { SignerFields } from "./signer-fields.tsx";
import { Staff } from "./staff.tsx";
import { type KnownCouncil, PeopleFields, TierFields } from "./tier-fields.tsx";

export type ProposePolicyProps = {
  current: Pick<PolicyInForceView, "version" | "content">;
  reviewers: Reviewers;
  /** The councils to which a tier can be routed. */
  councils?: readonly KnownCouncil[] | undefined;
  propose: Submit<{ policy: PolicyContent; reason: string }, unknown>;
  /** What the gates as they are typed would have said of past releases. */
  replayed?: ((gates: readonly Gate[]) => ReactNode) | undefined;
};

/** The policy in force as a form, with its changes beside it. */
export function ProposePolicy({ current, reviewers, councils = [], propose, replayed }: ProposePolicyProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOf(current.content));
  const [reason, setReason] = useState("");
  const { busy, problem, send } = useSubmit(propose);
  const empty = unseated(draft);
  const policy = policyOf(draft);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (empty.length > 0) return;
    const outcome = await send({ policy, reason: reason.trim() });
    if (outcome?.ok) router.push("/policy");
    else window.scrollTo({ top: 0 });
  };
  return (
    <form onSubmit={onSubmit}>
      <WithRail
        railLabel="What would change"
        railLast
        rail={
          <>
            <Ahead current={current} policy={policy}>
              <TextArea
                label="Why"
                hint="Signers read this first."
                required
                maxLength={2000}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                error={problem?.fields?.["reason"]}
              />
              <Button
                type="submit"
                variant="solid"
                icon={Send}
                busy={busy}
                whyNot={whyNot(current, policy, empty)}
              >
                Propose policy {current.version + 1}
              </Button>
            </Ahead>
            <Staff reviewers={reviewers} />
          </>
        }
      >
        <ProblemNotice problem={problem} />
        <PolicyFields draft={draft} reviewers={reviewers} councils={councils} onChange={setDraft} />
        <GatesFields gates={draft.gates} onChange={(gates) => setDraft({ ...draft, gates })} />
        {replayed?.(draft.gates)}
      </WithRail>
    </form>
  );
}

function whyNot(current: ProposePolicyProps["current"], policy: PolicyContent, empty: readonly string[]) {
  if (empty.length > 0) return "Every tier and policy change needs somebody who can sign.";
  if (gateFaults(policy.gates ?? []).length > 0) return "The expression of a gate is wrong.";
  return policyChanges(current.content, policy).length === 0 ? "Nothing has changed yet." : undefined;
}

const NEVER = { value: "", label: "No tier" };

type PolicyFieldsProps = {
  draft: PolicyDraft;
  councils: readonly KnownCouncil[];
  reviewers: Reviewers;
  onChange: (draft: PolicyDraft) => void;
};

function PolicyFields({ draft, reviewers, councils, onChange }: PolicyFieldsProps) {
  const empty = unseated(draft);
  const nobody = (place: (typeof empty)[number]) =>
    empty.includes(place) ? "At least one person must sign." : undefined;
  return (
    <Sheet title="The policy" provenance="how many people of each function must sign; 0 for none">
      <TextField
        label="Title"
        required
        maxLength={120}
        value={draft.title}
        onChange={(event) => onChange({ ...draft, title: event.currentTarget.value })}
      />
      <SelectField
        className="mt-3"
        label="Challenged from"
        hint="From this tier on, a release is approved only once somebody who could sign it challenged it and accepted the answer."
        value={draft.challengedFrom ?? ""}
        choices={[...TIERS.map((value) => ({ value, label: placeLabels[value] })), NEVER]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...draft, challengedFrom: TIERS.find((tier) => tier === value) ?? null })
        }
      />
      <div className="mt-2 divide-y divide-line">
        {TIERS.map((tier) => (
          <TierFields
            key={tier}
            name={placeLabels[tier]}
            tier={draft.tiers[tier]}
            councils={councils}
            reviewers={reviewers}
            error={nobody(tier)}
            onChange={(changed) => onChange({ ...draft, tiers: { ...draft.tiers, [tier]: changed } })}
          />
        ))}
        <SignerFields rules={draft.signers} onChange={(signers) => onChange({ ...draft, signers })} />
        <fieldset className="flex flex-col gap-3 py-4">
          <legend className="float-left w-full text-sm font-semibold">{placeLabels.changes}</legend>
          <p className="clear-both text-sm text-ink-2">Who signs the version after this one.</p>
          <PeopleFields
            people={draft.changes}
            reviewers={reviewers}
            error={nobody("changes")}
            onChange={(changes) => onChange({ ...draft, changes })}
          />
        </fieldset>
      </div>
    </Sheet>
  );
}

type AheadProps = Pick<ProposePolicyProps, "current"> & {
  policy: PolicyContent;
  children: React.ReactNode;
};

function Ahead({ current, policy, children }: AheadProps) {
  const changes = policyChanges(current.content, policy);
  return (
    <Sheet title="What would change" provenance={`of policy ${current.version}`}>
      <div className="flex flex-col gap-4">
        <ul aria-live="polite" className="flex flex-col gap-1.5 text-sm">
          {changes.length === 0 && <li className="text-ink-2">No changes yet.</li>}
          {changes.map((change) => {
            const { what, was, is } = changeLine(change);
            return (
              <li key={`${change.place} ${what}`} className="break-words">
                {placeLabels[change.place]}, {what.toLowerCase()}: {was} → <b className="font-medium">{is}</b>
                {change.lowers && <span className="block text-xs text-hold">lowers the bar</span>}
              </li>
            );
          })}
        </ul>
        <p className="text-xs text-ink-3">
          As policy {current.version} says, {seatsText(changeSeats(current.content))} sign it; you cannot.
          Open releases keep the policy they were opened under.
        </p>
        {children}
      </div>
    </Sheet>
  );
}
