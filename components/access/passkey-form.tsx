"use client";

import { type FormEvent, useState } from "react";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { FactorFooter, type FactorFormProps, FactorName, PROOF_HINT } from "./factor-form-parts.tsx";
import { PresenceFields, usePresence } from "./presence-fields.tsx";

/** Names a new passkey; the browser makes it. */
export function PasskeyForm({ means, actions, onClose, onAdded }: FactorFormProps) {
  const [name, setName] = useState("");
  const who = usePresence(means, { recovery: true });
  const { busy, problem, send } = useSubmit(actions.addPasskey);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ name: name.trim(), presence: who.presence });
    who.tried(outcome);
    if (outcome?.ok) onAdded(outcome.value.recoveryCodes);
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <FactorName
          value={name}
          onChange={setName}
          hint="For example: work laptop, blue security key."
          problem={problem}
        />
        <PresenceFields state={who} problem={problem} passwordHint={PROOF_HINT} />
      </div>
      <FactorFooter busy={busy} onClose={onClose} label="Add passkey" />
    </form>
  );
}
