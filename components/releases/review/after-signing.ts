import type { AfterSigning } from "#components/councils/decision.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { OwnSeatView, SeatView } from "#lib/releases/views/release-council.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

/** What a signature leads to, as the dialog says before it is given. */
export function afterSigning(
  release: ReleasePageView,
  own: OwnSeatView,
  verb: VerdictDecision,
): AfterSigning[] {
  if (verb === "reject") return REJECTED;
  return verb === "approve" ? approved(release, own) : objected(release, own);
}

const REJECTED: AfterSigning[] = [
  { icon: "slash", text: "The release ends. Nobody can sign it any more." },
  { icon: "lock", text: "Every signature stays on record." },
];

const NOTHING_LIVE: AfterSigning = {
  icon: "lock",
  text: "Nothing goes live now. A release manager starts the rollout after approval.",
};

function approved({ council }: ReleasePageView, own: OwnSeatView): AfterSigning[] {
  const name = functionLabels[own.function];
  const seats = council.seats.map((seat) => ({ ...seat, met: isMetAfter(seat, own) }));
  const met = seats.filter((seat) => seat.met).length;
  const mine = seats.find((seat) => seat.function === own.function);
  const open = seats.filter((seat) => !seat.met);
  return [
    mine?.met
      ? { icon: "check", text: `The ${name} seat is met: ${met} of ${seats.length}.` }
      : { icon: "hourglass", text: `The ${name} seat waits for another signature.` },
    open.length === 0
      ? { icon: "check", text: "The release is approved: every seat is met." }
      : { icon: "hourglass", text: `The release stays in review. It still needs ${namesOf(open)}.` },
    NOTHING_LIVE,
  ];
}

const objected = ({ author, round }: ReleasePageView, own: OwnSeatView): AfterSigning[] => [
  {
    icon: "alert",
    text: `The release cannot be approved while ${functionLabels[own.function]} objects. Others can still sign.`,
  },
  {
    icon: "hourglass",
    text: `${author.name} edits it, which opens round ${round + 1}; then you decide again.`,
  },
  { ...NOTHING_LIVE, text: "Nothing goes live now." },
];

/** Is the seat met once the reader approves for theirs? Their earlier verdict is replaced. */
function isMetAfter(seat: SeatView, own: OwnSeatView): boolean {
  if (seat.function !== own.function) return seat.state === "met";
  const counting = seat.verdicts.filter(({ counts }) => counts);
  const approvals = counting.filter(({ decision }) => decision === "approve").length;
  const objections = counting.length - approvals - (own.signed?.counts ? 1 : 0);
  return objections <= 0 && approvals + 1 >= seat.min;
}

const namesOf = (seats: readonly SeatView[]): string =>
  listed(seats.map((seat) => functionLabels[seat.function]));
