"use client";

import { KeyRound, Smartphone } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { FactorKind } from "#lib/access/second-factor.ts";
import type { FactorActions } from "#lib/client/factor-actions.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { AddFactorDialog } from "./add-factor-dialog.tsx";
import { PresenceFields, usePresence } from "./presence-fields.tsx";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";
import { SignInFrame } from "./sign-in-frame.tsx";

type StepProps = {
  name: string;
  signOut: () => void;
};

/** The password was right; now a passkey, a code or a recovery code. */
export function GiveFactor({
  name,
  means,
  give,
  signOut,
}: StepProps & { means: Means; give: Submit<Presence, unknown> }) {
  // The provider or the password was the first step.
  const who = usePresence({ ...means, provider: undefined }, { recovery: true });
  const { busy, problem, send } = useSubmit(give);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    who.tried(await send(who.presence));
  };
  return (
    <SignInFrame narrow>
      <section className="flex flex-col gap-4">
        <Head
          title="One more step"
          text={`${name}, your first step was accepted. Now give your second factor.`}
        />
        <ProblemNotice problem={problem} />
        <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
          <PresenceFields state={who} problem={problem} passwordGiven />
          <Button type="submit" variant="solid" busy={busy}>
            {who.presence.way === "passkey" ? "Use passkey" : "Continue"}
          </Button>
        </form>
        <Leave signOut={signOut} text="Lost all of them? Ask an admin to reset your second factor." />
      </section>
    </SignInFrame>
  );
}

/** The workspace requires a second factor, and the person has none yet. */
export function FirstFactor({
  name,
  means,
  actions,
  onReady,
  signOut,
}: StepProps & { means: Means; actions: FactorActions; onReady: () => void }) {
  const [adding, setAdding] = useState<FactorKind | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <SignInFrame narrow>
      <section className="flex flex-col gap-4">
        <Head
          title="Add a second factor"
          text={`${name}, this workspace requires a second factor. Choose one now; you can add more later.`}
        />
        <Button icon={KeyRound} variant="solid" onClick={() => setAdding("webauthn")}>
          Add a passkey
        </Button>
        <Button icon={Smartphone} onClick={() => setAdding("totp")}>
          Add an authenticator app
        </Button>
        <Leave signOut={signOut} text="You must add one before doing anything else." />
      </section>
      <AddFactorDialog
        kind={adding}
        means={means}
        actions={actions}
        onClose={() => setAdding(null)}
        onAdded={(made) => {
          setAdding(null);
          if (made) setCodes(made);
          else onReady();
        }}
      />
      <RecoveryCodesDialog codes={codes} onKept={onReady} />
    </SignInFrame>
  );
}

const Head = ({ title, text }: { title: string; text: string }) => (
  <div>
    <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
    <p className="mt-1 text-ink-2">{text}</p>
  </div>
);

const Leave = ({ signOut, text }: { signOut: () => void; text: string }) => (
  <div className="flex flex-wrap items-center justify-between gap-2 text-xs text-ink-3">
    <p>{text}</p>
    <Button variant="quiet" onClick={signOut}>
      Sign out
    </Button>
  </div>
);
