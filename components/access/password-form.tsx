"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { announce } from "#components/ui/live-region.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "#lib/access/password.ts";
import { NEW_PASSWORD_HINT } from "./password-words.ts";

export type PasswordInput = { currentPassword: string; newPassword: string };

type PasswordFormProps = {
  change: Submit<PasswordInput, { sessionsEnded: number }>;
  /** For password managers, which keep a password by its account. */
  email: string;
  /** Null while it is the temporary one that an admin set. */
  changedAt: string | null;
};

const EMPTY = { currentPassword: "", newPassword: "", again: "" };

/** Replaces the reader's password and ends their other sessions. */
export function PasswordForm({ change, email, changedAt }: PasswordFormProps) {
  const [typed, setTyped] = useState(EMPTY);
  const [ended, setEnded] = useState<number | null>(null);
  const { busy, problem, send } = useSubmit(change);
  const differs = typed.again !== "" && typed.again !== typed.newPassword;
  const field = (name: keyof typeof EMPTY) => ({
    type: "password",
    required: true,
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
  });
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (differs) return;
    setEnded(null);
    const { currentPassword, newPassword } = typed;
    const outcome = await send({ currentPassword, newPassword });
    if (!outcome?.ok) return;
    setTyped(EMPTY);
    setEnded(outcome.value.sessionsEnded);
    announce("Password changed");
  };
  return (
    <Sheet title="Password" provenance={<Provenance changedAt={changedAt} />}>
      <form method="post" onSubmit={onSubmit} className="flex max-w-md flex-col gap-4">
        <ProblemNotice problem={problem} />
        {ended !== null && <Changed sessionsEnded={ended} />}
        <input hidden type="text" name="username" autoComplete="username" value={email} readOnly />
        <TextField
          label="Current password"
          autoComplete="current-password"
          maxLength={256}
          error={problem?.fields?.currentPassword}
          {...field("currentPassword")}
        />
        <TextField
          label="New password"
          autoComplete="new-password"
          minLength={PASSWORD_LENGTH_MIN}
          maxLength={PASSWORD_LENGTH_MAX}
          hint={NEW_PASSWORD_HINT}
          error={problem?.fields?.newPassword}
          {...field("newPassword")}
        />
        <TextField
          label="New password again"
          autoComplete="new-password"
          maxLength={PASSWORD_LENGTH_MAX}
          error={differs ? "The two new passwords differ." : undefined}
          {...field("again")}
        />
        <Send busy={busy} />
      </form>
    </Sheet>
  );
}

const Send = ({ busy }: { busy: boolean }) => (
  <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
    <Button type="submit" variant="solid" busy={busy}>
      Change password
    </Button>
    <p className="text-xs text-ink-3">Signs you out everywhere else.</p>
  </div>
);

const Changed = ({ sessionsEnded }: { sessionsEnded: number }) => (
  <Notice tone="pass" role="status" title="Password changed.">
    {sessionsEnded > 0 ? `${countOf(sessionsEnded, "other session")} ended.` : "No other session was open."}
  </Notice>
);

function Provenance({ changedAt }: { changedAt: string | null }) {
  if (changedAt === null) return "temporary, set by your admin";
  return (
    <span>
      changed <Time at={changedAt} as="date" />
    </span>
  );
}
