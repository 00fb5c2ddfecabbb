"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { CheckField, SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useZone } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { FreezeAsked } from "#lib/policy/freeze.ts";
import type { FreezeListView } from "#lib/policy/views/freeze-list.ts";
import { DAY_CHOICES, FREEZE_TYPED, type FreezeTyped, freezeOfTyped } from "./freeze-words.ts";

type FreezeFormProps = {
  list: Pick<FreezeListView, "models" | "pointers" | "whyNotCreate">;
  create: Submit<FreezeAsked>;
};

type Set = (changed: Partial<FreezeTyped>) => void;
type Part = { typed: FreezeTyped; set: Set };

/** A new freeze. One person creates it, since it only holds. */
export function FreezeForm({ list, create }: FreezeFormProps) {
  const zone = useZone();
  const [typed, setTyped] = useState(FREEZE_TYPED);
  const { busy, problem, send } = useSubmit(create);
  const set: Set = (changed) => setTyped((before) => ({ ...before, ...changed }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send(freezeOfTyped(typed, zone));
    if (outcome?.ok) setTyped({ ...FREEZE_TYPED, zone: typed.zone });
  };
  return (
    <Sheet id="new-freeze" title="New freeze" provenance="one person creates, two end">
      <form onSubmit={onSubmit} className="grid gap-3 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <ProblemNotice problem={problem} />
        </div>
        <What typed={typed} set={set} />
        {typed.repeats === "once" ? <Once typed={typed} set={set} /> : <Weekly typed={typed} set={set} />}
        <TextField
          label="Time zone"
          required
          hint="Whose clocks count. An hour that they show twice is frozen both times."
          value={typed.zone ?? zone}
          onChange={(event) => set({ zone: event.currentTarget.value })}
        />
        <Scope list={list} typed={typed} set={set} />
        <TextArea
          label="Why"
          required
          maxLength={500}
          className="sm:col-span-2"
          value={typed.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        <Button
          type="submit"
          variant="solid"
          busy={busy}
          whyNot={list.whyNotCreate ?? undefined}
          className="justify-self-start"
        >
          Create the freeze
        </Button>
      </form>
    </Sheet>
  );
}

const What = ({ typed, set }: Part) => (
  <>
    <TextField
      label="Name"
      required
      maxLength={80}
      placeholder="Year end"
      value={typed.name}
      onChange={(event) => set({ name: event.currentTarget.value })}
    />
    <SelectField
      label="When"
      choices={[
        { value: "once", label: "Once" },
        { value: "weekly", label: "Every week" },
      ]}
      value={typed.repeats}
      onChange={(event) => set({ repeats: event.currentTarget.value === "weekly" ? "weekly" : "once" })}
    />
  </>
);

const Once = ({ typed, set }: Part) => (
  <>
    <TextField
      label="From"
      type="datetime-local"
      required
      value={typed.from}
      onChange={(event) => set({ from: event.currentTarget.value })}
    />
    <TextField
      label="To"
      type="datetime-local"
      required
      value={typed.to}
      onChange={(event) => set({ to: event.currentTarget.value })}
    />
  </>
);

const Weekly = ({ typed, set }: Part) => (
  <>
    <div className="grid grid-cols-[1fr_7rem] gap-2">
      <SelectField
        label="From"
        choices={DAY_CHOICES}
        value={typed.fromDay}
        onChange={(event) => set({ fromDay: event.currentTarget.value })}
      />
      <TextField
        label="At"
        type="time"
        required
        value={typed.fromTime}
        onChange={(event) => set({ fromTime: event.currentTarget.value })}
      />
    </div>
    <div className="grid grid-cols-[1fr_7rem] gap-2">
      <SelectField
        label="To"
        choices={DAY_CHOICES}
        value={typed.toDay}
        onChange={(event) => set({ toDay: event.currentTarget.value })}
      />
      <TextField
        label="Until"
        type="time"
        required
        value={typed.toTime}
        onChange={(event) => set({ toTime: event.currentTarget.value })}
      />
    </div>
  </>
);

const Scope = ({ list, typed, set }: Part & Pick<FreezeFormProps, "list">) => (
  <>
    <SelectField
      label="Models"
      choices={[
        { value: "", label: "All models" },
        ...list.models.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={typed.model}
      onChange={(event) => set({ model: event.currentTarget.value })}
    />
    <SelectField
      label="Pointers"
      choices={[
        { value: "", label: "All pointers" },
        ...list.pointers.map((name) => ({ value: name, label: name })),
      ]}
      value={typed.pointer}
      onChange={(event) => set({ pointer: event.currentTarget.value })}
    />
    <CheckField
      label="Emergency changes pass"
      className="self-end"
      checked={typed.emergencies}
      onChange={(event) => set({ emergencies: event.currentTarget.checked })}
    />
  </>
);
