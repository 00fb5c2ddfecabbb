import { functionLabels, listed } from "#components/access/words.ts";
import type { Barred, Seat } from "#components/releases/release-view.ts";
import { sectionsText } from "#components/releases/section-words.ts";
import { shortDigest } from "#components/ui/short-digest.ts";
import type { ReleaseView } from "#lib/releases/rows/release-view.ts";
import type { Signature } from "./release-history.tsx";

type SeatView = ReleaseView["council"]["seats"][number];
type VerdictView = SeatView["verdicts"][number];

/** The seats as the rail shows them: who signed what, who is awaited, what no longer counts and why. */
export function seatsOf(release: ReleaseView): Seat[] {
  const open = release.state === "in-review" || release.state === "changes-requested";
  const dueAt = open && release.dueAt ? { dueAt: release.dueAt } : {};
  return release.council.seats.map((seat) => {
    const common = { id: seat.function, name: functionLabels[seat.function] };
    if (seat.state === "met") return { ...common, state: "met", ...signed(seat) };
    if (seat.state === "objected") return { ...common, state: "objected", ...objection(seat) };
    const mine = release.mine.seats.some((own) => own.function === seat.function && own.whyNot === null);
    const stale = seat.verdicts.findLast(
      ({ because }) => because === "changed" || because === "not-entitled",
    );
    if (stale) {
      return {
        ...common,
        state: mine ? "yours" : "stale",
        person: stale.signerName,
        note: `Stale: ${staleText(stale)}`,
        comment: stale.comment || undefined,
        ...dueAt,
      };
    }
    if (seat.candidates.length < seat.min)
      return {
        ...common,
        state: "unfillable",
        note: "Nobody who had no part in it speaks for this function",
      };
    return {
      ...common,
      state: mine ? "yours" : "waiting",
      note: awaited(seat, mine, open),
      ...(open ? dueAt : {}),
    };
  });
}

function signed({ verdicts, min }: SeatView) {
  const counting = verdicts.filter(({ counts, decision }) => counts && decision === "approve");
  const last = counting.at(-1);
  const digest = last ? ` over ${shortDigest(last.subjectDigest).short}` : "";
  const names =
    counting.length > 1 ? `, with ${listed(counting.slice(0, -1).map((one) => one.signerName))}` : "";
  return {
    note: min > 1 ? `${counting.length} approved${digest}${names}` : `Approved${digest}`,
    ...(last ? { person: last.signerName, at: last.signedAt } : {}),
    ...(last?.comment ? { comment: last.comment } : {}),
  };
}

function objection({ verdicts }: SeatView) {
  const last = verdicts.findLast(({ counts, decision }) => counts && decision !== "approve");
  return {
    note: last?.decision === "reject" ? "Rejected" : "Asks for changes",
    ...(last ? { person: last.signerName, at: last.signedAt } : {}),
    ...(last?.comment ? { comment: last.comment } : {}),
  };
}

function awaited({ verdicts, min, candidates }: SeatView, mine: boolean, open: boolean): string {
  const have = verdicts.filter(({ counts, decision }) => counts && decision === "approve").length;
  const progress = min > 1 ? `${have} of ${min} signed. ` : "";
  if (mine) return `${progress}Waiting for you`;
  const names = candidates.length > 3 ? `${candidates.length} people may sign` : either(candidates);
  return `${progress}${open ? `Waiting for ${names}` : names}`;
}

const either = (names: readonly string[]): string => listed(names).replace(/ and (?=[^,]*$)/, " or ");

/** Why a verdict does not count, as the end of a sentence. */
export function staleText({ because, changedSections, decision, round }: VerdictView): string {
  const what = decision === "approve" ? "approval" : "verdict";
  if (because === "changed")
    return `${sectionsText(changedSections)} changed after the ${what} in round ${round}`;
  if (because === "not-entitled") return "the signer may no longer speak for this function";
  return "replaced by a later verdict of the same person";
}

/** People whose hands are in the work, each once. */
export function barredOf({ contributors }: ReleaseView): Barred[] {
  const reasons = new Map<string, { person: string; because: string[] }>();
  for (const { personId, name, because } of contributors) {
    const known = reasons.get(personId) ?? { person: name, because: [] };
    reasons.set(personId, { ...known, because: [...new Set([...known.because, because])] });
  }
  return [...reasons.values()].map(({ person, because }) => ({ person, because: listed(because) }));
}

const verdictWords = {
  approve: "Approved",
  "request-changes": "Asked for changes",
  reject: "Rejected",
} as const;

/** How the signer showed who they were. */
const methodWords: Readonly<Record<string, string>> = {
  webauthn: "by passkey",
  totp: "by password and one-time code",
  password: "by password",
};

/** Every signature of every round, the latest first. */
export function signaturesOf({ council }: ReleaseView): Signature[] {
  return council.seats
    .flatMap((seat) =>
      seat.verdicts.map((verdict) => ({
        id: verdict.id,
        printedName: verdict.signerName,
        seat: functionLabels[seat.function],
        verdict: verdictWords[verdict.decision],
        meaning: verdict.meaning,
        comment: verdict.comment,
        at: verdict.signedAt,
        round: verdict.round,
        subjectDigest: verdict.subjectDigest,
        method: methodWords[verdict.method] ?? verdict.method,
        stale: verdict.counts ? undefined : staleText(verdict),
      })),
    )
    .sort((a, b) => b.at.localeCompare(a.at));
}
