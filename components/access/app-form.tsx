"use client";

import { type FormEvent, useEffect, useState } from "react";
import type { Answer } from "#components/ui/answer.ts";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { FactorActions, NewApp } from "#lib/client/factor-actions.ts";
import { AppKey } from "./app-key.tsx";
import { CodeField } from "./code-field.tsx";
import { FactorFooter, type FactorFormProps, FactorName, PROOF_HINT } from "./factor-form-parts.tsx";
import { PresenceFields, usePresence } from "./presence-fields.tsx";

/** Hands a key to an app, and takes its first code as the proof that it has it. */
export function AppForm({ means, actions, onClose, onAdded }: FactorFormProps) {
  const app = useNewApp(actions);
  const [name, setName] = useState("");
  const [code, setCode] = useState("");
  const who = usePresence(means, { recovery: true });
  const { busy, problem, send } = useSubmit(actions.addApp);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!app?.ok) return;
    const { challengeId } = app.value;
    const outcome = await send({ challengeId, name: name.trim(), code, presence: who.presence });
    who.tried(outcome);
    if (outcome?.ok) onAdded(outcome.value.recoveryCodes);
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem ?? (app?.ok === false ? app.problem : undefined)} />
        {app?.ok !== false && <AppKey app={app?.value ?? null} />}
        <CodeField
          label="First code it shows"
          autoComplete="off"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={who.presence.way === "code" ? undefined : problem?.fields?.["code"]}
        />
        <FactorName value={name} onChange={setName} hint="For example: my phone." problem={problem} />
        <PresenceFields state={who} problem={problem} passwordHint={PROOF_HINT} />
      </div>
      <FactorFooter busy={busy} onClose={onClose} label="Add app" whyNot={whyNotAdd(app)} />
    </form>
  );
}

/** A key for one app; null until the server has made it. */
function useNewApp({ beginApp }: FactorActions): Answer<NewApp> | null {
  const [app, setApp] = useState<Answer<NewApp> | null>(null);
  useEffect(() => {
    let gone = false;
    void beginApp().then((begun) => gone || setApp(begun));
    return () => {
      gone = true;
    };
  }, [beginApp]);
  return app;
}

function whyNotAdd(app: Answer<NewApp> | null): string | undefined {
  if (app === null) return "Waiting for the key.";
  return app.ok ? undefined : "There is no key to add.";
}
