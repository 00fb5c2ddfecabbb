import { functionLabels, listed } from "#components/access/words.ts";
import type { EndedProposal } from "#components/policy/policy-history.tsx";
import type { DecisionView, NextStep } from "#components/releases/decision-view.ts";
import type { Seat } from "#components/releases/release-view.ts";
import { momentText } from "#components/ui/format-time.ts";
import type { Means } from "#lib/access/means.ts";
import type { Output } from "#lib/client/api.ts";
import { meaningOf, POLICY_DECISIONS, type PolicyDecision } from "#lib/councils/signable.ts";
import type { ProposalView } from "#lib/councils/views/policy-page.ts";

type SeatView = ProposalView["council"]["seats"][number];

/** The seats of a proposal as the rail shows them: who signed, who is awaited. */
export const proposalSeats = ({ council, mine }: ProposalView): Seat[] =>
  council.seats.map((seat) => {
    const common = { id: seat.function, name: functionLabels[seat.function] };
    const counting = seat.signatures.filter(({ counts }) => counts);
    const last = counting.at(-1);
    const signed = last && { person: last.signerName, at: last.signedAt, comment: last.comment || undefined };
    if (seat.state === "met") return { ...common, state: "met", note: "Approved", ...signed };
    const own = mine.seats.find((one) => one.function === seat.function);
    const yours = own?.whyNot === null && own.signedAt === null;
    const lapsed = seat.signatures.find(({ counts }) => !counts);
    if (lapsed && !last && !yours)
      return { ...common, state: "stale", note: `Stale: ${lapsed.signerName} may no longer sign for it` };
    if (seat.candidates.length < seat.min)
      return { ...common, state: "unfillable", note: "Too few reviewers speak for this function" };
    return { ...common, state: yours ? "yours" : "waiting", note: awaited(seat, counting.length, yours) };
  });

function awaited({ min, candidates }: SeatView, have: number, yours: boolean): string {
  const progress = min > 1 ? `${have} of ${min} signed. ` : "";
  if (yours) return `${progress}Waiting for you`;
  const names = listed(candidates).replace(/ and (?=[^,]*$)/, " or ");
  return `${progress}Waiting for ${candidates.length > 3 ? `one of ${candidates.length} people` : names}`;
}

type Reader = { readonly id: string; readonly name: string };

/** What the reader may sign now, or where the proposal stands for them. */
export function proposalDecision(
  proposal: ProposalView,
  reader: Reader,
  means: Means,
): DecisionView<PolicyDecision> {
  const { mine, version, digest, council, author } = proposal;
  if (author.id === reader.id) return { kind: "barred", text: "You proposed it: others sign it." };
  const open = mine.seats.find((seat) => seat.whyNot === null);
  if (open)
    return {
      kind: "sign",
      printedName: reader.name,
      subjectDigest: digest,
      means,
      seat: {
        seatId: open.function,
        name: functionLabels[open.function],
        sections: [`policy ${version}`],
        changedSections: [],
        already: open.signedAt
          ? `You approved for ${functionLabels[open.function]} on ${momentText(Date.parse(open.signedAt), "UTC", "minute")} UTC.`
          : undefined,
        offers: POLICY_DECISIONS.map((verb) => ({
          verb,
          meaning: meaningOf("policy-proposal", verb),
          whyNot: open.signedAt && verb === "approve" ? "That is your verdict already." : undefined,
        })),
      },
    };
  const [barred] = mine.seats;
  if (barred?.whyNot) return { kind: "barred", text: barred.whyNot };
  const met = `${council.met} of ${council.seats.length} seats are met.`;
  return { kind: "watch", text: `${met} None of them is yours.` };
}

export const proposalSteps = ({ version, mine }: ProposalView): NextStep[] => [
  {
    verb: "withdraw",
    label: "Withdraw",
    consequence: `Policy ${version} is proposed no longer. What was signed stays on record.`,
    variant: "danger",
    asksReason: true,
    asksPassword: false,
    whyNot: mine.whyNotWithdraw ?? undefined,
  },
];

const said = { approve: "approved", reject: "rejected it" } as const;

export const endedOf = (proposals: Output<"GET /policies">["ended"]): EndedProposal[] =>
  proposals.flatMap(({ state, signatures, endedAt, ...proposal }) =>
    state === "open" || endedAt === null
      ? []
      : [
          {
            ...proposal,
            state,
            endedAt,
            signatures: signatures.map(
              ({ signerName, seat, decision, comment }) =>
                `${signerName} ${said[decision]} for ${functionLabels[seat]}${comment ? `: “${comment}”` : ""}`,
            ),
          },
        ],
  );
