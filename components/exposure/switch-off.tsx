"use client";

import { PowerOff } from "lucide-react";
import Link from "next/link";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { WhyNot } from "#components/ui/why-not.tsx";
import type { PointerHistory } from "#lib/exposure/views/pointer-history.ts";
import { offLook, onLook, servingText, switchConsequence } from "./switch-words.ts";

type Pointer = Pick<PointerHistory, "id" | "name" | "moves" | "off">;

type SwitchOffProps = {
  pointers: readonly Pointer[];
  whyNot: WhyNot | undefined;
  switchOff: Submit<{ readonly pointer: string; readonly reason: string }, unknown>;
};

/** Each pointer with whether releases may go out there, and the switch that turns it off. */
export function SwitchOff({ pointers, whyNot, switchOff }: SwitchOffProps) {
  const { asked, ask, close, done } = useAsked<Pointer>();
  if (pointers.length === 0) return null;
  return (
    <Sheet id="switch" title="Switch" provenance="off by one person, on by two">
      <ul className="divide-y divide-line">
        {pointers.map((pointer) => (
          <Row key={pointer.id} pointer={pointer} whyNot={whyNot} ask={ask} />
        ))}
      </ul>
      <ReasonDialog
        action={
          asked && {
            verb: "switch-off",
            label: `Switch ${asked.name} off`,
            consequence: switchConsequence(asked.moves),
            variant: "danger",
            asksReason: true,
          }
        }
        onClose={close}
        submit={({ reason }) => switchOff({ pointer: asked!.name, reason })}
        onDone={() => done(`${asked!.name} is switched off`)}
      />
    </Sheet>
  );
}

type RowProps = { pointer: Pointer; whyNot: WhyNot | undefined; ask: (pointer: Pointer) => void };

function Row({ pointer, whyNot, ask }: RowProps) {
  const { name, moves, off } = pointer;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 py-2.5 text-sm">
      <div className="w-36">
        <p className="font-medium wrap-anywhere">{name}</p>
        <Stated look={off ? offLook : onLook} />
      </div>
      <p className="min-w-0 flex-1 basis-60 text-ink-2 wrap-anywhere">
        {servingText(moves)}
        {off && (
          <>
            {" "}
            Switched off by {off.by}, <Time at={off.since} />: {off.reason}
          </>
        )}
      </p>
      {off ? (
        <Link href="/freezes" className="font-medium text-accent hover:underline">
          Switch it on, with a second person
        </Link>
      ) : (
        <Button variant="danger" icon={PowerOff} whyNot={whyNot} onClick={() => ask(pointer)}>
          Switch off
        </Button>
      )}
    </li>
  );
}
