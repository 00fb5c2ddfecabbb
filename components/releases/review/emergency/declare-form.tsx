"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

export type EmergencyTyped = {
  readonly incident: string;
  readonly reason: string;
  readonly scope: string;
  readonly maxPercent: string;
  readonly hours: string;
};

const BLANK: EmergencyTyped = { incident: "", reason: "", scope: "", maxPercent: "10", hours: "24" };
const HOURS = ["4", "12", "24", "48", "72"].map((value) => ({ value, label: `${value} hours` }));

/** For which incident, why, in which scope, up to which share and for how long. */
export function DeclareForm({ whyNot, declare }: { whyNot: string | null; declare: Submit<EmergencyTyped> }) {
  const router = useRouter();
  const [typed, setTyped] = useState(BLANK);
  const { busy, problem, send } = useSubmit(declare);
  const set = (changed: Partial<EmergencyTyped>) => setTyped((before) => ({ ...before, ...changed }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send(typed);
    if (outcome?.ok) router.refresh();
  };
  return (
    <Sheet title="Declare the emergency" provenance="an edit voids it">
      <form onSubmit={onSubmit} className="grid gap-3 sm:grid-cols-3">
        <div className="sm:col-span-3">
          <ProblemNotice problem={problem} />
        </div>
        <Bounds typed={typed} set={set} />
        <TextArea
          label="Why it cannot wait"
          className="sm:col-span-3"
          required
          maxLength={2000}
          value={typed.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        <TextArea
          label="What it changes, and what not"
          className="sm:col-span-3"
          required
          maxLength={2000}
          value={typed.scope}
          onChange={(event) => set({ scope: event.currentTarget.value })}
        />
        <Button
          type="submit"
          variant="danger"
          busy={busy}
          whyNot={whyNot ?? undefined}
          className="justify-self-start"
        >
          Declare it
        </Button>
      </form>
    </Sheet>
  );
}

type BoundsProps = { typed: EmergencyTyped; set: (changed: Partial<EmergencyTyped>) => void };

const Bounds = ({ typed, set }: BoundsProps) => (
  <>
    <TextField
      label="Incident"
      inputMode="numeric"
      required
      hint="Number of the open incident."
      value={typed.incident}
      onChange={(event) => set({ incident: event.currentTarget.value })}
    />
    <TextField
      label="At most, in % of traffic"
      inputMode="numeric"
      required
      hint="Before its review."
      value={typed.maxPercent}
      onChange={(event) => set({ maxPercent: event.currentTarget.value })}
    />
    <SelectField
      label="Ends in"
      choices={HOURS}
      value={typed.hours}
      onChange={(event) => set({ hours: event.currentTarget.value })}
    />
  </>
);
