import { functionLabels } from "#components/access/words.ts";
import type { AfterSigning, DecisionView, NextStep } from "#components/councils/decision.ts";
import type { Said } from "#components/ui/said.tsx";
import type { Means } from "#lib/access/means.ts";
import { meaningOf, POLICY_DECISIONS, type PolicyDecision } from "#lib/councils/signable.ts";
import type { ProposalView } from "#lib/councils/views/policy-page.ts";

type OwnSeat = ProposalView["mine"]["seats"][number];
type Reader = { readonly id: string; readonly name: string };

/** Has the reader a seat to sign now? Only then does it matter what they can sign with. */
export const maySign = ({ mine }: ProposalView): boolean => mine.seats.some(({ whyNot }) => whyNot === null);

/** What the reader may sign now, or where the proposal stands for them. */
export function proposalDecision(
  proposal: ProposalView,
  reader: Reader,
  means: Means,
): DecisionView<PolicyDecision> {
  const { mine, version, digest, council, author } = proposal;
  if (author.id === reader.id) return { kind: "barred", text: "You proposed it, so others sign it." };
  const open = mine.seats.find((seat) => seat.whyNot === null);
  if (open)
    return {
      kind: "sign",
      subject: `policy ${version}`,
      concerns: [],
      printedName: reader.name,
      subjectDigest: digest,
      means,
      seat: {
        seatId: open.function,
        name: functionLabels[open.function],
        sections: [{ name: `policy ${version}`, digest, changed: false }],
        already: alreadyText(open),
        offers: POLICY_DECISIONS.map((verb) => ({
          verb,
          meaning: meaningOf("policy-proposal", verb),
          consequence:
            verb === "reject" ? `Ends policy ${version}. To change it, propose another.` : undefined,
          next: afterSigning(proposal, open.function, verb),
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
  { council }: ProposalView,
  own: OwnSeat["function"],
  verb: PolicyDecision,
): AfterSigning[] {
  if (verb === "reject") return [{ icon: "slash", text: "The proposal ends. The policy in force stays." }];
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
    { icon: "lock", text: "A release in review takes the new policy with its next edit." },
  ];
}

const alreadyText = ({ function: name, signedAt }: OwnSeat): Said | undefined =>
  signedAt === null
    ? undefined
    : [`You approved for ${functionLabels[name]} on `, { at: signedAt, as: "minute" }, "."];

export const proposalSteps = ({ version, mine }: ProposalView): NextStep[] => [
  {
    verb: "withdraw",
    label: "Withdraw",
    consequence: `Withdraws policy ${version}. Its signatures stay on record.`,
    variant: "danger",
    asksReason: true,
    asksPassword: false,
    whyNot: mine.whyNotWithdraw ?? undefined,
  },
];
