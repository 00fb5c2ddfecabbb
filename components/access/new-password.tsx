"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { LinkPurpose } from "#lib/access/credential-link.ts";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "#lib/access/password.ts";
import { ContinueWith, type ProviderChoice } from "./continue-with.tsx";
import { NEW_PASSWORD_HINT } from "./password-words.ts";
import { SignInFrame } from "./sign-in-frame.tsx";

type NewPasswordProps = {
  purpose: LinkPurpose;
  submit: Submit<{ newPassword: string }, unknown>;
  /** The provider that may stand for the password, where there is one. */
  provider?: ProviderChoice | null;
  visitProvider?: Submit<null> | undefined;
};

const WORDS: Readonly<Record<LinkPurpose, Record<"title" | "lede" | "label", string>>> = {
  join: {
    title: "Choose your password",
    lede: "Your invitation works once. Nobody else knows the password you choose.",
    label: "Password",
  },
  "new-password": {
    title: "Set a new password",
    lede: "Your link works once. It signs you out everywhere.",
    label: "New password",
  },
};

/** Where a single-use link leads: a password, typed twice, and on to sign in with it. */
export function NewPassword({ purpose, submit, provider, visitProvider }: NewPasswordProps) {
  const [typed, setTyped] = useState({ newPassword: "", again: "" });
  const { title, lede, label } = WORDS[purpose];
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
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 text-ink-2">{lede}</p>
        </div>
        <ProblemNotice problem={problem} />
        <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
          <TextField
            label={label}
            minLength={PASSWORD_LENGTH_MIN}
            hint={NEW_PASSWORD_HINT}
            error={problem?.fields?.["newPassword"]}
            {...field("newPassword")}
          />
          <TextField
            label={`${label} again`}
            error={differs ? "The two passwords differ." : undefined}
            {...field("again")}
          />
          <Button type="submit" variant="solid" busy={busy}>
            Set password
          </Button>
        </form>
        {provider && visitProvider && <ContinueWith provider={provider} visit={visitProvider} />}
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
      Sign in with it now. If your account or the workspace needs a second factor, you are asked for it next.
    </Notice>
  </SignInFrame>
);
