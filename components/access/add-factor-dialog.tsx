"use client";

import { type FormEvent, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import type { Outcome, Problem } from "#components/ui/outcome.ts";
import { QrCode } from "#components/ui/qr-code.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { FactorKind } from "#lib/access/second-factor.ts";
import type { FactorActions, NewApp } from "#lib/client/factor-actions.ts";
import { PresenceFields, usePresence } from "./presence-fields.tsx";

type AddFactorDialogProps = {
  kind: FactorKind | null;
  means: Means;
  actions: FactorActions;
  onClose: () => void;
  /** The recovery codes that came with the first factor, to be shown once. */
  onAdded: (recoveryCodes: readonly string[] | null) => void;
};

/** Adds a passkey, or an app that shows one-time codes. Neither counts until it has answered once. */
export function AddFactorDialog(props: AddFactorDialogProps) {
  const { kind, onClose } = props;
  return (
    <Dialog
      open={kind !== null}
      onOpenChange={(open) => !open && onClose()}
      title={kind === "totp" ? "Add an authenticator app" : "Add a passkey"}
      description={
        kind === "totp"
          ? "An app on your phone shows a new code every 30 seconds."
          : "Your device or security key signs for you, unlocked by its PIN, your fingerprint or your face. It cannot be phished."
      }
    >
      {kind === "totp" && <AppForm {...props} />}
      {kind === "webauthn" && <PasskeyForm {...props} />}
    </Dialog>
  );
}

function PasskeyForm({ means, actions, onClose, onAdded }: AddFactorDialogProps) {
  const [name, setName] = useState("");
  const who = usePresence(means, { recovery: true });
  const { busy, problem, send } = useSubmit(actions.addPasskey);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ name: name.trim(), presence: who.presence });
    who.forget();
    if (outcome?.ok) onAdded(outcome.value.recoveryCodes);
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <NameField
          value={name}
          onChange={setName}
          hint="For example: work laptop, blue security key."
          problem={problem}
        />
        <PresenceFields
          state={who}
          problem={problem}
          passwordHint="Required for each change to how you sign in."
        />
      </div>
      <Footer busy={busy} onClose={onClose} label="Add passkey" />
    </form>
  );
}

function AppForm({ means, actions, onClose, onAdded }: AddFactorDialogProps) {
  const [app, setApp] = useState<Outcome<NewApp> | null>(null);
  const [name, setName] = useState("");
  const [code, setCode] = useState("");
  const who = usePresence(means, { recovery: true });
  const { busy, problem, send } = useSubmit(actions.addApp);
  const { beginApp } = actions;
  useEffect(() => {
    let gone = false;
    void beginApp().then((begun) => gone || setApp(begun));
    return () => {
      gone = true;
    };
  }, [beginApp]);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!app?.ok) return;
    const { challengeId } = app.value;
    const outcome = await send({ challengeId, name: name.trim(), code, presence: who.presence });
    who.forget();
    if (outcome?.ok) onAdded(outcome.value.recoveryCodes);
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem ?? (app?.ok === false ? app.problem : undefined)} />
        <AppKey app={app?.ok ? app.value : null} />
        <TextField
          label="First code it shows"
          inputMode="numeric"
          autoComplete="off"
          pattern="[0-9]{6}"
          maxLength={6}
          mono
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={who.presence.way === "code" ? undefined : problem?.fields?.["code"]}
        />
        <NameField value={name} onChange={setName} hint="For example: my phone." problem={problem} />
        <PresenceFields
          state={who}
          problem={problem}
          passwordHint="Required for each change to how you sign in."
        />
      </div>
      <Footer
        busy={busy}
        onClose={onClose}
        label="Add app"
        whyNot={app?.ok ? undefined : "Waiting for the key."}
      />
    </form>
  );
}

function AppKey({ app }: { app: NewApp | null }) {
  if (!app) return <div className="h-44" aria-busy="true" />;
  const { text, uri } = app.key;
  return (
    <div className="flex flex-wrap items-center gap-4">
      <QrCode text={uri} label="The app's key as a QR code" />
      <div className="min-w-0 flex-1 basis-48 text-sm">
        <p className="text-ink-2">Scan this with the app, or type the key there:</p>
        <p className="mt-1 font-mono wrap-anywhere">
          {text.match(/.{1,4}/g)?.join(" ")} <CopyButton text={text} what="the key" />
        </p>
        <p className="mt-2 text-xs text-ink-3">Shown only once. Anyone who has it can generate your codes.</p>
      </div>
    </div>
  );
}

type NameFieldProps = {
  value: string;
  onChange: (value: string) => void;
  hint: string;
  problem: Problem | undefined;
};

const NameField = ({ value, onChange, hint, problem }: NameFieldProps) => (
  <TextField
    label="Name"
    hint={hint}
    required
    maxLength={60}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    error={problem?.fields?.["name"]}
  />
);

type FooterProps = { busy: boolean; onClose: () => void; label: string; whyNot?: string | undefined };

const Footer = ({ busy, onClose, label, whyNot }: FooterProps) => (
  <DialogFooter>
    <Button onClick={onClose}>Not now</Button>
    <Button type="submit" variant="solid" busy={busy} whyNot={whyNot}>
      {label}
    </Button>
  </DialogFooter>
);
