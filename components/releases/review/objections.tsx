"use client";

import { PresenceDialog, type ProvenInput } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import type { Objection } from "./objection-words.ts";

export type LiftInput = ProvenInput & { readonly objection: string };

type ObjectionsProps = {
  objections: readonly Objection[];
  means: Means;
  lift: Submit<LiftInput>;
};

/** Who objects, whether or not they still have the authority, and who lifted which objection and why. */
export function Objections({ objections, means, lift }: ObjectionsProps) {
  const { asked: chosen, ask, close, done } = useAsked<Objection>();
  if (objections.length === 0) return null;
  const open = objections.filter((one) => one.lift === null).length;
  return (
    <Sheet title="Objections" provenance={open === 0 ? "all lifted" : `${open} to answer`} flush>
      <ul className="divide-y divide-line">
        {objections.map((one) => (
          <li key={one.id} className="flex items-start gap-2.5 py-2.5 text-sm">
            <StateMark tone={one.lift ? "plain" : "fail"} icon={one.lift ? "back" : "alert"} />
            <div className="min-w-0 flex-1">
              <Line objection={one} />
              {one.mayLift && (
                <Button className="mt-2" onClick={() => ask(one)}>
                  Lift this objection
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className="border-line border-t py-2.5 text-xs text-ink-3">
        An objection outlives its author’s function and account. Its author replaces it with a new verdict, or
        another holder of the function lifts it.
      </p>
      <PresenceDialog
        action={
          chosen && {
            verb: "lift",
            label: "Lift this objection",
            consequence: `${chosen.signerName} ${chosen.act}. Your name and reason stay beside the objection permanently.`,
            asksReason: true,
            danger: true,
            proofHint: "Required for each lifted objection.",
          }
        }
        means={means}
        submit={(input) => lift({ ...input, objection: chosen?.id ?? "" })}
        onClose={close}
        onDone={() => done("Lifted the objection")}
      />
    </Sheet>
  );
}

function Line({ objection: { signerName, act, signedAt, comment, lift } }: { objection: Objection }) {
  return (
    <>
      <p>
        <b className="font-medium">{signerName}</b> {act}, <Time at={signedAt} />
      </p>
      {comment && (
        <p className="mt-1 border-l-2 border-line pl-2 text-xs whitespace-pre-line text-ink-2">{comment}</p>
      )}
      {lift && (
        <p className="mt-1 text-xs text-ink-2">
          Lifted by {lift.by}, <Time at={lift.at} />, because: {lift.reason}
        </p>
      )}
    </>
  );
}
