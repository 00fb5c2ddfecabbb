"use client";

import { useState } from "react";
import { PresenceFields, usePresence } from "#components/access/presence-fields.tsx";
import { EVENT_NOUNS } from "#components/overview/event-nouns.ts";
import type { Problem, Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { CheckField, SelectField, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import type { ListedWebhook } from "#lib/overview/views/webhook-list.ts";
import { WEBHOOK_FORMATS, type WebhookFormat } from "#lib/overview/webhook.ts";
import { onlyTakesAway } from "#lib/overview/webhook-terms.ts";
import { FORMAT_WORDS } from "./webhook-words.ts";

export type WebhookTerms = {
  name: string;
  url: string;
  kinds: string[];
  model?: string;
  format: WebhookFormat;
  active: boolean;
};

type WebhookFormProps<Value> = {
  /** What it is now; a new one without. */
  webhook: ListedWebhook | undefined;
  models: readonly string[];
  /** What the reader can show who they are with. */
  means: Means;
  submit: Submit<WebhookTerms & { presence?: Presence }, Value>;
  onDone: (value: Value) => void;
  onClose: () => void;
};

/** Under the password, where data goes out for longer than the session lasts. */
export const POSTING_HINT = "Required before events go to an address, or its receiver gets a secret.";

/** Where a webhook posts, and what. */
export function WebhookForm<Value>(props: WebhookFormProps<Value>) {
  const { webhook, models, means, submit, onDone, onClose } = props;
  const [name, setName] = useState(webhook?.name ?? "");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [kinds, setKinds] = useState<readonly string[]>(webhook?.kinds ?? []);
  const [model, setModel] = useState(webhook?.model ?? "");
  const [format, setFormat] = useState<WebhookFormat>(webhook?.format ?? "cloudevents");
  const [active, setActive] = useState(!webhook || webhook.disabledFor === null);
  const after = { url: url.trim(), kinds, model: model || null, format, active };
  const needsProof = !webhook || !onlyTakesAway({ ...webhook, active: webhook.disabledFor === null }, after);
  const who = usePresence(means);
  const { busy, problem, send } = useSubmit(submit);
  const onSend = async () => {
    const proof = needsProof ? { presence: who.presence } : {};
    const terms = { name, url, kinds: [...kinds], format, active, ...(model ? { model } : {}) };
    const answer = await send({ ...terms, ...proof });
    who.tried(answer);
    if (answer?.ok) onDone(answer.value);
  };
  return (
    <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <AddressFields name={name} url={url} problem={problem} onName={setName} onUrl={setUrl} />
        <FormatField format={format} onChange={setFormat} />
        <ModelField model={model} models={models} error={problem?.fields?.model} onChange={setModel} />
        <KindFields kinds={kinds} onChange={setKinds} />
        {webhook && (
          <CheckField
            label="Post events"
            hint="What happens while it is off follows when it is on again."
            checked={active}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
        )}
        {needsProof && <PresenceFields state={who} problem={problem} passwordHint={POSTING_HINT} />}
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="solid" busy={busy}>
          {webhook ? "Save webhook" : "Create webhook"}
        </Button>
      </DialogFooter>
    </SendingForm>
  );
}

type AddressFieldsProps = {
  name: string;
  url: string;
  problem: Problem | undefined;
  onName: (name: string) => void;
  onUrl: (url: string) => void;
};

function AddressFields({ name, url, problem, onName, onUrl }: AddressFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        hint="Who listens: “release board”."
        required
        maxLength={80}
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
        error={problem?.fields?.name}
      />
      <TextField
        label="Address"
        hint="https. For a chat, the address that Slack or Teams gives for a channel."
        required
        mono
        maxLength={2000}
        value={url}
        onChange={(event) => onUrl(event.currentTarget.value)}
        error={problem?.fields?.url}
      />
    </>
  );
}

type FormatFieldProps = { format: WebhookFormat; onChange: (format: WebhookFormat) => void };

function FormatField({ format, onChange }: FormatFieldProps) {
  const isChat = format !== "cloudevents";
  return (
    <SelectField
      label="Posts"
      hint={isChat ? "What happened, with a link. Nobody can approve from a chat." : undefined}
      value={format}
      onChange={(event) => onChange(oneOf(WEBHOOK_FORMATS, event.currentTarget.value))}
      choices={WEBHOOK_FORMATS.map((value) => ({ value, label: FORMAT_WORDS[value] }))}
    />
  );
}

type ModelFieldProps = {
  model: string;
  models: readonly string[];
  error: string | undefined;
  onChange: (model: string) => void;
};

function ModelField({ model, models, error, onChange }: ModelFieldProps) {
  return (
    <SelectField
      label="Model"
      value={model}
      onChange={(event) => onChange(event.currentTarget.value)}
      choices={[
        { value: "", label: "Every model, and what is of none" },
        ...models.map((each) => ({ value: each, label: each })),
      ]}
      error={error}
    />
  );
}

type KindFieldsProps = { kinds: readonly string[]; onChange: (kinds: readonly string[]) => void };

/** Single types, which the API can choose, stay chosen beside the nouns. */
function KindFields({ kinds, onChange }: KindFieldsProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Events about</legend>
      <p className="mb-2 text-xs text-ink-3">Every event where nothing is chosen.</p>
      <div className="grid max-h-40 gap-1.5 overflow-y-auto rounded-md border border-line p-3 sm:grid-cols-2">
        {EVENT_NOUNS.map(({ value, label }) => (
          <CheckField
            key={value}
            label={label}
            checked={kinds.includes(value)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...kinds, value] : kinds.filter((one) => one !== value))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
