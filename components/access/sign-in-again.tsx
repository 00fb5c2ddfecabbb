"use client";

import { useEffect, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import { onSessionEnded } from "#lib/client/sign-in-again.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { ContinueWith } from "./continue-with.tsx";
import { PresenceFields, usePresence } from "./presence-fields.tsx";
import type { SignInInput } from "./sign-in.tsx";

type SignInAgainProps = {
  /** Whose session it was: nobody else can take over the page. */
  email: string;
  /** Answers with what the second step can be given by; null where there is no second step. */
  signIn: Submit<SignInInput, Means | null>;
  give: Submit<Presence, unknown>;
  /** The provider they are bound to, as people call it, and the way through it in a window of its own. */
  provider?: string | undefined;
  signInThrough?: Submit<null, Means | null> | undefined;
};

type Waiting = { readonly answer: (signedIn: boolean) => void };

/** Signs the reader in again where they are, over whatever they were doing: nothing typed is lost. */
export function SignInAgain({ give, ...first }: SignInAgainProps) {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [means, setMeans] = useState<Means | null>(null);
  useEffect(() => onSessionEnded(() => new Promise((answer) => setWaiting({ answer }))), []);
  const end = (signedIn: boolean) => {
    waiting?.answer(signedIn);
    setWaiting(null);
    setMeans(null);
  };
  return (
    <Dialog
      open={waiting !== null}
      onOpenChange={(open) => !open && end(false)}
      title="Sign in again"
      description="Your session ended. What you typed on this page is kept, and nothing was sent yet."
    >
      {means === null ? (
        <FirstStep
          {...first}
          onSignedIn={(next) => (next ? setMeans(next) : end(true))}
          onLeave={() => end(false)}
        />
      ) : (
        <SecondStep means={means} give={give} onGiven={() => end(true)} onLeave={() => end(false)} />
      )}
    </Dialog>
  );
}

type FirstStepProps = Omit<SignInAgainProps, "give"> & {
  onSignedIn: (means: Means | null) => void;
  onLeave: () => void;
};

function FirstStep(props: FirstStepProps) {
  const { email, signIn, provider, signInThrough, onSignedIn, onLeave } = props;
  const [password, setPassword] = useState("");
  const { busy, problem, send } = useSubmit(signIn);
  const onSend = async () => {
    const outcome = await send({ email, password });
    if (outcome?.ok) onSignedIn(outcome.value);
  };
  return (
    <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <p className="text-sm text-ink-2">
          As <b className="font-medium text-ink">{email}</b>
        </p>
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={256}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={problem?.fields?.["password"]}
        />
        {provider && signInThrough && (
          <ContinueWith
            provider={{ name: provider, reachable: true }}
            visit={async () => {
              const outcome = await signInThrough(null);
              if (outcome.ok) onSignedIn(outcome.value);
              return outcome.ok ? { ok: true, value: undefined } : outcome;
            }}
          />
        )}
      </div>
      <Steps busy={busy} label="Sign in" onLeave={onLeave} />
    </SendingForm>
  );
}

type SecondStepProps = Pick<SignInAgainProps, "give"> & {
  means: Means;
  onGiven: () => void;
  onLeave: () => void;
};

function SecondStep({ means, give, onGiven, onLeave }: SecondStepProps) {
  const who = usePresence(means, { recovery: true });
  const { busy, problem, send } = useSubmit(give);
  const onSend = async () => {
    const outcome = await send(who.presence);
    who.tried(outcome);
    if (outcome?.ok) onGiven();
  };
  return (
    <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <PresenceFields state={who} problem={problem} passwordGiven />
      </div>
      <Steps busy={busy} label="Continue" onLeave={onLeave} />
    </SendingForm>
  );
}

function Steps({ busy, label, onLeave }: { busy: boolean; label: string; onLeave: () => void }) {
  return (
    <DialogFooter>
      <Button onClick={onLeave}>Not now</Button>
      <Button type="submit" variant="solid" busy={busy}>
        {label}
      </Button>
    </DialogFooter>
  );
}
