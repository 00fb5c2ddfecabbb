"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { TextArea, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { CompositionContent } from "#lib/councils/composition.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { CouncilFormView } from "#lib/overview/views/council-page.ts";
import { CalendarFields } from "./calendar-fields.tsx";
import { type CouncilDraft, compositionOf, draftOf, whyNotPropose } from "./council-draft.ts";
import { compositionChanges } from "./council-words.ts";
import { SeatFields } from "./seat-fields.tsx";

export type ProposeCouncilProps = {
  form: CouncilFormView;
  /** The zone in which a new council works at first. */
  zone: string;
  propose: Submit<{ composition: CompositionContent; reason: string }, { council: string }>;
};

/** A council as a form: the one in force, or an empty one. */
export function ProposeCouncil({ form, zone, propose }: ProposeCouncilProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOf(form.current, zone));
  const [reason, setReason] = useState("");
  const { busy, problem, send } = useSubmit(propose);
  const change = (changed: Partial<CouncilDraft>) => setDraft({ ...draft, ...changed });
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (whyNotPropose(draft) !== undefined) return;
    const outcome = await send({ composition: compositionOf(draft), reason: reason.trim() });
    if (outcome?.ok) router.push(`/councils/${outcome.value.council}`);
    else window.scrollTo({ top: 0 });
  };
  return (
    <form onSubmit={onSubmit}>
      <WithRail
        railLabel="Propose it"
        railLast
        rail={
          <Sheet title="Propose it" provenance="signed as a change of the policy is">
            <div className="flex flex-col gap-4">
              <Ahead form={form} draft={draft} />
              <TextArea
                label="Why"
                hint="Signers read this first."
                required
                maxLength={2000}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                error={problem?.fields?.["reason"]}
              />
              <Button type="submit" variant="solid" icon={Send} busy={busy} whyNot={whyNot(form, draft)}>
                {form.current ? `Propose composition ${form.current.version + 1}` : "Propose the council"}
              </Button>
            </div>
          </Sheet>
        }
      >
        <ProblemNotice problem={problem} />
        <CouncilFields draft={draft} people={form.people} onChange={change} />
        <CalendarFields draft={draft} people={form.people} onChange={change} />
      </WithRail>
    </form>
  );
}

type CouncilFieldsProps = {
  draft: CouncilDraft;
  people: CouncilFormView["people"];
  onChange: (changed: Partial<CouncilDraft>) => void;
};

/** What it is called and signs, and who sits in which seat. */
const CouncilFields = ({ draft, people, onChange }: CouncilFieldsProps) => (
  <>
    <Sheet title="The council">
      <div className="flex flex-col gap-3">
        <TextField
          label="Name"
          required
          maxLength={80}
          value={draft.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextArea
          label="What it signs"
          required
          maxLength={500}
          value={draft.purpose}
          onChange={(event) => onChange({ purpose: event.currentTarget.value })}
        />
      </div>
    </Sheet>
    <Sheet title="Seats" provenance="a function without a member is no seat">
      <div className="divide-y divide-line">
        {FUNCTIONS.map((name) => (
          <SeatFields
            key={name}
            name={name}
            seat={draft.seats[name]}
            people={people.filter(({ functions }) => functions.includes(name))}
            onChange={(seat) => onChange({ seats: { ...draft.seats, [name]: seat } })}
          />
        ))}
      </div>
    </Sheet>
  </>
);

type Drafted = Pick<ProposeCouncilProps, "form"> & { draft: CouncilDraft };

const changesIn = ({ form, draft }: Drafted) =>
  compositionChanges(
    form.current?.content ?? null,
    compositionOf(draft),
    Object.fromEntries(form.people.map(({ id, name }) => [id, name])),
  );

function whyNot(form: CouncilFormView, draft: CouncilDraft): string | undefined {
  const missing = whyNotPropose(draft);
  if (missing !== undefined) return missing;
  return form.current && changesIn({ form, draft }).length === 0 ? "Nothing has changed yet." : undefined;
}

/** What would change, where it is a change. */
function Ahead({ form, draft }: Drafted) {
  if (!form.current)
    return <p className="text-sm text-ink-2">It signs nothing until the policy routes a tier to it.</p>;
  const changes = changesIn({ form, draft });
  return (
    <ul aria-live="polite" className="flex flex-col gap-1.5 text-sm">
      {changes.length === 0 && <li className="text-ink-2">No changes yet.</li>}
      {changes.map(({ what, was, is }) => (
        <li key={what} className="break-words">
          {what}: {was} → <b className="font-medium">{is}</b>
        </li>
      ))}
    </ul>
  );
}
