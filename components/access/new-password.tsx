"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "#lib/access/password.ts";
import { NEW_PASSWORD_HINT } from "./password-words.ts";
import { SignInFrame } from "./sign-in-frame.tsx";

type NewPasswordProps = { submit: Submit<{ newPassword: string }, unknown> };

/** Where a single-use link leads: a new password, typed twice, and on to sign in with it. */
export function NewPassword({ submit }: NewPasswordProps) {
  const [typed, setTyped] = useState({ newPassword: "", again: "" });
  const [isSet, setIsSet] = useState(false);
  const { busy, problem, send } = useSubmit(submit);
  const differs = typed.again !== "" && typed.again !== typed.newPassword;
  const field = (name: keyof typeof typed) => ({
    type: "password",
    autoComplete: "new-password",
    required: true,
    maxLength: PASSWORD_LENGTH_MAX,
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
  });
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (differs) return;
    const outcome = await send({ newPassword: typed.newPassword });
    if (outcome?.ok) setIsSet(true);
  };
  if (isSet) return <Done />;
  return (
    <SignInFrame narrow>
      <section className="flex flex-col gap-4">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">Set a new password</h1>
          <p className="mt-1 text-ink-2">Your link works once. It signs you out everywhere.</p>
        </div>
        <ProblemNotice problem={problem} />
        <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
          <TextField
            label="New password"
            minLength={PASSWORD_LENGTH_MIN}
            hint={NEW_PASSWORD_HINT}
            error={problem?.fields?.["newPassword"]}
            {...field("newPassword")}
          />
          <TextField
            label="New password again"
            error={differs ? "The two passwords differ." : undefined}
            {...field("again")}
          />
          <Button type="submit" variant="solid" busy={busy}>
            Set password
          </Button>
        </form>
      </section>
    </SignInFrame>
  );
}

const Done = () => (
  <SignInFrame narrow>
    <Notice
      tone="pass"
      role="status"
      title="Password set."
      action={<ButtonLink href="/sign-in">Sign in</ButtonLink>}
    >
      Sign in with it now. If you have a second factor, it is still needed.
    </Notice>
  </SignInFrame>
);
