import { type AfterSigning, verdictLabels } from "#components/councils/decision.ts";
import type { Said } from "#components/ui/said.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import type { SealedVerdictsView, SealedView } from "#lib/releases/views/sealed-verdicts.ts";

type PreliminaryDecision = NonNullable<SealedView["said"]>["decision"];

/** What a verdict says, sealed or not. */
export const verdictWords: Readonly<Record<PreliminaryDecision, string>> = {
  ...verdictLabels,
  "approve-with-conditions": "With conditions",
};

/** Whether verdicts on the release are sealed now. */
export const isSealed = ({ sealed }: Pick<ReleasePageView, "sealed">): boolean => sealed?.phase === "sealed";

/** What the reader gave for a seat in this round, sealed or opened. */
export const ownSealed = (
  sealed: SealedVerdictsView | null,
  readerId: string,
  seat: string,
): SealedView | undefined =>
  sealed?.seats
    .find(({ function: name }) => name === seat)
    ?.given.find(({ signerId }) => signerId === readerId);

/** "Anna Novak and Erik Holm" */
const giversOf = (given: readonly SealedView[]): string => listed(given.map(({ signerName }) => signerName));

/** Who gave one for a seat while they are sealed: "Sealed, given by Anna Novak"; undefined where nobody did, or all are open. */
export function sealedNote(sealed: SealedVerdictsView | null, seat: string): string | undefined {
  if (sealed?.phase !== "sealed") return undefined;
  const given = sealed.seats.find(({ function: name }) => name === seat)?.given ?? [];
  return given.length > 0 ? `Sealed, given by ${giversOf(given)}` : undefined;
}

/** What giving a sealed verdict leads to, as the dialog says before it is given. */
export function afterSealing({ sealed }: Pick<ReleasePageView, "sealed">, seat: string): AfterSigning[] {
  const others = (sealed?.seats ?? []).filter((one) => !one.heard && one.function !== seat);
  const names = listed(others.map((one) => functionLabels[one.function]));
  return [
    { icon: "lock", text: "Nobody can read it before the reveal: no admin, no API, and you cannot either." },
    {
      icon: "hourglass",
      text:
        others.length === 0
          ? "Yours is the last: all verdicts are revealed together within seconds."
          : `All are revealed together once ${names} gave theirs, or after ${sealed?.hours} h at the latest.`,
    },
    { icon: "check", text: "Then you sign: confirm it, or change it with a reason. Both stay on record." },
  ];
}

/** That the reader gave theirs, where they did. */
export const alreadySealed = (own: SealedView | undefined): Said | undefined =>
  own && [
    "You gave a sealed verdict on ",
    { at: own.givenAt, as: "minute" },
    ". You can give another until the reveal.",
  ];
