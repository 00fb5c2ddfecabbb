"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { CheckField, SelectField, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { ShownOnce } from "#components/ui/shown-once.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { PEOPLE_HINT, PresenceFields, usePresence } from "./presence-fields.tsx";
import { ResponsibleField, type TokenHolder } from "./responsible-field.tsx";
import { scopeChoices, type TokenScope } from "./scope-words.ts";
import { isNameless, SourceFields, sourceTyped, type TypedSource } from "./source-fields.tsx";
import { withOrWithout } from "./with-or-without.ts";

export type NewTokenInput = {
  name: string;
  scopes: TokenScope[];
  expiresInDays: number;
  responsibleId: string;
  source?: { name: string; pointer?: string };
  presence: Presence;
};

type NewTokenDialogProps = {
  open: boolean;
  onClose: () => void;
  /** Who can answer for it, the reader first. */
  people: readonly TokenHolder[];
  /** What the reader can show who they are with. */
  means: Means;
  create: Submit<NewTokenInput, { secret: string }>;
  /** The scopes that are chosen at first. */
  scopes?: readonly TokenScope[];
  /** The pointers that its source can be bound to, by their flag keys. */
  pointers?: readonly string[];
};

/** Makes a token and shows its secret once; after closing, nobody can see it again. */
export function NewTokenDialog({ open, scopes = [], pointers = [], ...form }: NewTokenDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && form.onClose()}
      title="New token"
      description="For one pipeline or system. Allows what its scopes say, until it expires."
    >
      {open && <NewTokenForm {...form} scopes={scopes} pointers={pointers} />}
    </Dialog>
  );
}

function NewTokenForm(props: Required<Omit<NewTokenDialogProps, "open">>) {
  const { people, means, create, onClose, scopes, pointers } = props;
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState(scopes);
  const [lifetimeDays, setLifetimeDays] = useState("90");
  const [responsibleId, setResponsibleId] = useState(people[0]?.id ?? "");
  const [source, setSource] = useState<TypedSource>({ name: "", pointer: "" });
  const [secret, setSecret] = useState<string | null>(null);
  const sendsEvidence = chosen.includes("telemetry:ingest");
  const who = usePresence(means);
  const { busy, problem, send } = useSubmit(create);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({
      name: name.trim(),
      scopes: [...chosen],
      expiresInDays: Number(lifetimeDays),
      responsibleId,
      ...sourceTyped(source, sendsEvidence),
      presence: who.presence,
    });
    who.tried(outcome);
    if (outcome?.ok) setSecret(outcome.value.secret);
  };
  if (secret !== null) return <Secret secret={secret} onClose={onClose} />;
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <NameField name={name} error={problem?.fields?.name} onChange={setName} />
        <ResponsibleField
          people={people}
          hint="What the token does counts as their contribution and yours: neither can sign it."
          value={responsibleId}
          error={problem?.fields?.responsibleId}
          onChange={setResponsibleId}
        />
        <ScopeFields chosen={chosen} onChange={setChosen} />
        {sendsEvidence && (
          <SourceFields source={source} pointers={pointers} problem={problem} onChange={setSource} />
        )}
        <LifetimeField days={lifetimeDays} onChange={setLifetimeDays} />
        <PresenceFields state={who} problem={problem} passwordHint={PEOPLE_HINT} />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button
          type="submit"
          variant="solid"
          busy={busy}
          whyNot={whyNotMake(chosen, sendsEvidence && isNameless(source))}
        >
          Make token
        </Button>
      </DialogFooter>
    </form>
  );
}

function whyNotMake(chosen: readonly TokenScope[], nameless: boolean): string | undefined {
  if (chosen.length === 0) return "Choose what it may do";
  return nameless ? "Name the source that reports for this pointer" : undefined;
}

type NameFieldProps = { name: string; error: string | undefined; onChange: (name: string) => void };

function NameField({ name, error, onChange }: NameFieldProps) {
  return (
    <TextField
      label="Name"
      hint="Who or what uses it: “nightly evaluation”."
      required
      maxLength={100}
      value={name}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

function LifetimeField({ days, onChange }: { days: string; onChange: (days: string) => void }) {
  return (
    <SelectField
      label="Expires after"
      value={days}
      onChange={(event) => onChange(event.currentTarget.value)}
      choices={["7", "30", "90", "365"].map((each) => ({ value: each, label: `${each} days` }))}
    />
  );
}

type ScopeFieldsProps = {
  chosen: readonly TokenScope[];
  onChange: (chosen: readonly TokenScope[]) => void;
};

function ScopeFields({ chosen, onChange }: ScopeFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">May</legend>
      {scopeChoices.map(({ scope, allows }) => (
        <CheckField
          key={scope}
          label={scope}
          hint={allows}
          checked={chosen.includes(scope)}
          onChange={(event) => onChange(withOrWithout(chosen, scope, event.currentTarget.checked))}
        />
      ))}
    </fieldset>
  );
}

const Secret = (shown: { secret: string; onClose: () => void }) => (
  <ShownOnce what="the token" {...shown}>
    Only its hash is stored, so it cannot be shown again.
  </ShownOnce>
);
