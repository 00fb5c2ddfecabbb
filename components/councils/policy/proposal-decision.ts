import type { AfterSigning, DecisionView, NextStep } from "#components/councils/decision.ts";
import type { Said } from "#components/ui/said.tsx";
import type { Means } from "#lib/access/means.ts";
import type { ProposalKind } from "#lib/councils/policy-proposal.ts";
import { meaningOf, POLICY_DECISIONS, type PolicyDecision } from "#lib/councils/signable.ts";
import type { ProposedView } from "#lib/councils/views/proposal.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

type OwnSeat = ProposedView["mine"]["seats"][number];
type Reader = { readonly id: string; readonly name: string };

/** How a proposal is called, and what stays as it is until it is signed. */
export type ProposalWords = {
  readonly kind: ProposalKind;
  /** "policy 2" */
  readonly subject: string;
  /** "The policy in force stays." */
  readonly stays: string;
  /** "A release in review takes the new policy with its next edit." */
  readonly later: string;
};

export const policyProposalWords = ({ version }: Pick<ProposedView, "version">): ProposalWords => ({
  kind: "policy-proposal",
  subject: `policy ${version}`,
  stays: "The policy in force stays.",
  later: "A release in review takes the new policy with its next edit.",
});

/** Has the reader a seat to sign now? Only then does it matter what they can sign with. */
export const maySign = ({ mine }: ProposedView): boolean => mine.seats.some(({ whyNot }) => whyNot === null);

/** What the reader may sign now, or where the proposal stands for them. */
export function proposalDecision(
  proposal: ProposedView,
  reader: Reader,
  means: Means,
  words: ProposalWords = policyProposalWords(proposal),
): DecisionView<PolicyDecision> {
  const { mine, digest, council, author } = proposal;
  const { subject } = words;
  if (author.id === reader.id) return { kind: "barred", text: "You proposed it, so others sign it." };
  const open = mine.seats.find((seat) => seat.whyNot === null);
  if (open)
    return {
      kind: "sign",
      subject,
      concerns: [],
      printedName: reader.name,
      subjectDigest: digest,
      means,
      seat: {
        seatId: open.function,
        name: functionLabels[open.function],
        sections: [{ name: subject, digest, changed: false }],
        already: alreadyText(open),
        offers: POLICY_DECISIONS.map((verb) => ({
          verb,
          meaning: meaningOf(words.kind, verb),
          consequence: verb === "reject" ? `Ends ${subject}. To change it, propose another.` : undefined,
          next: afterSigning(proposal, { own: open.function, verb, words }),
          whyNot: verb === "approve" ? whyNotApprove(open) : undefined,
        })),
      },
    };
  const [barred] = mine.seats;
  if (barred?.whyNot) return { kind: "barred", text: barred.whyNot };
  return { kind: "watch", text: `${council.met} of ${council.seats.length} seats are met. None is yours.` };
}

const whyNotApprove = ({ signedAt, whyNotApprove: why }: OwnSeat): string | undefined =>
  signedAt ? "You already approved" : (why ?? undefined);

/** What a signature under a proposal leads to. */
function afterSigning(
  { council }: ProposedView,
  { own, verb, words }: { own: OwnSeat["function"]; verb: PolicyDecision; words: ProposalWords },
): AfterSigning[] {
  if (verb === "reject") return [{ icon: "slash", text: `The proposal ends. ${words.stays}` }];
  const open = council.seats.filter(({ function: name, state, min, signatures }) =>
    name === own ? signatures.filter(({ counts }) => counts).length + 1 < min : state !== "met",
  );
  return [
    open.length === 0
      ? {
          icon: "check",
          text: "It takes effect at once: every seat is met.",
        }
      : {
          icon: "hourglass",
          text: `It still needs ${open.map(({ function: name }) => functionLabels[name]).join(" and ")}.`,
        },
    { icon: "lock", text: words.later },
  ];
}

const alreadyText = ({ function: name, signedAt }: OwnSeat): Said | undefined =>
  signedAt === null
    ? undefined
    : [`You approved for ${functionLabels[name]} on `, { at: signedAt, as: "minute" }, "."];

export const proposalSteps = (
  proposal: ProposedView,
  { subject }: ProposalWords = policyProposalWords(proposal),
): NextStep[] => [
  {
    verb: "withdraw",
    label: "Withdraw",
    consequence: `Withdraws ${subject}. Its signatures stay on record.`,
    variant: "danger",
    asksReason: true,
    asksPassword: false,
    whyNot: proposal.mine.whyNotWithdraw ?? undefined,
  },
];
