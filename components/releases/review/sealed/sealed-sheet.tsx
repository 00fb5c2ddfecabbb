import { Avatar } from "#components/ui/avatar.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Deadline, Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SealedSeatView, SealedVerdictsView, SealedView } from "#lib/releases/views/sealed-verdicts.ts";
import { verdictWords } from "./sealed-words.ts";

/** What was sealed and what holds now, by seat: before the reveal only who gave one, never which. */
export function SealedSheet({ sealed }: { sealed: SealedVerdictsView | null }) {
  if (!sealed || sealed.phase === "open") return null;
  const heard = sealed.seats.filter((seat) => seat.heard).length;
  return (
    <Sheet
      id="sealed"
      title="Sealed verdicts"
      provenance={
        sealed.revealedAt ? (
          <>
            Revealed <Time at={sealed.revealedAt} />
          </>
        ) : (
          `${heard} of ${sealed.seats.length} given`
        )
      }
    >
      {sealed.phase === "sealed" && (
        <p className="mb-2 text-xs text-ink-2">
          Revealed together once every seat has given one, at the latest <Deadline at={sealed.revealAt} />.
          Time approves nothing.
        </p>
      )}
      <ul className="flex flex-col gap-3">
        {sealed.seats.map((seat) => (
          <li key={seat.function}>
            <p className="text-sm font-medium">{functionLabels[seat.function]}</p>
            <Given seat={seat} phase={sealed.phase} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

type Phase = SealedVerdictsView["phase"];

function Given({ seat: { given, heard }, phase }: { seat: SealedSeatView; phase: Phase }) {
  if (given.length === 0)
    return (
      <p className="text-xs text-ink-3">
        {heard ? "Signed before, and still counts" : phase === "sealed" ? "Not given yet" : "None was given"}
      </p>
    );
  return given.map((one) => (
    <div key={one.id} className="mt-1 flex items-start gap-2 text-xs text-ink-2">
      <Avatar name={one.signerName} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <span>
          {one.signerName}
          {one.onBehalfOf && `, on behalf of ${one.onBehalfOf}`}, <Time at={one.givenAt} />
        </span>
        <Said one={one} phase={phase} />
      </div>
    </div>
  ));
}

/** What was sealed in plain words, what holds now with its colour. */
function Said({ one: { said, now }, phase }: { one: SealedView; phase: Phase }) {
  if (!said)
    return <span className="text-ink-3">{phase === "sealed" ? "Sealed" : "Could not be opened"}</span>;
  return (
    <>
      <span className="flex flex-wrap items-center gap-1.5">
        {verdictWords[said.decision]}
        <span className="text-ink-3">then</span>
        {now ? (
          <StatePill tone={TONES[now.decision]}>{verdictWords[now.decision]}</StatePill>
        ) : (
          <span className="text-ink-3">not signed yet</span>
        )}
      </span>
      {said.comment && <span className="whitespace-pre-line">{said.comment}</span>}
      {now?.changed && (
        <span className="whitespace-pre-line">
          Changed <Time at={now.at} />: {now.comment}
        </span>
      )}
    </>
  );
}

const TONES: Readonly<Record<keyof typeof verdictWords, Tone>> = {
  approve: "pass",
  "approve-with-conditions": "pass",
  "request-changes": "hold",
  reject: "fail",
};
