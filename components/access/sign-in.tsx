"use client";

import { type FormEvent, useRef, useState } from "react";
import type { Problem, Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { DemonstrationPerson } from "#lib/access/views/demonstration-person.ts";
import { ContinueWith, type ProviderChoice } from "./continue-with.tsx";
import { DemoPeople } from "./demo-people.tsx";
import { SignInFrame } from "./sign-in-frame.tsx";

export type SignInInput = { email: string; password: string };

type SignInProps = {
  submit: Submit<SignInInput>;
  /** The provider to sign in through, where there is one, and why the last visit to it came to nothing. */
  provider?: ProviderChoice | null;
  visitProblem?: Problem | undefined;
  visitProvider?: Submit<null> | undefined;
  /** People of the demonstration workspace; one click fills the form. Empty in a real one. */
  demoPeople: readonly DemonstrationPerson[];
};

/** Address and password; whatever else is needed comes in a second step. */
export function SignIn({ submit, provider, visitProblem, visitProvider, demoPeople }: SignInProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const { busy, problem, send } = useSubmit(submit);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send({ email: email.trim(), password });
  };
  return (
    <SignInFrame>
      <div className="grid gap-8 md:grid-cols-2">
        <section className="flex flex-col gap-4">
          <Heading />
          <NeedsScripts />
          <ProblemNotice problem={problem ?? visitProblem} />
          {/* A form without a method, sent before its script has loaded, would put the password into the address. */}
          <form ref={form} method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
            <TextField
              label="Email"
              name="email"
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={problem?.fields?.email}
            />
            <TextField
              label="Password"
              name="password"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={problem?.fields?.password}
            />
            <Button type="submit" variant="solid" busy={busy}>
              Sign in
            </Button>
          </form>
          {provider && visitProvider && <ContinueWith provider={provider} visit={visitProvider} />}
          <ForgotPassword />
        </section>
        {demoPeople.length > 0 && (
          <DemoPeople
            people={demoPeople}
            onPick={(person) => {
              setEmail(person.email);
              setPassword(person.password);
              form.current?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
            }}
          />
        )}
      </div>
    </SignInFrame>
  );
}

const Heading = () => (
  <div>
    <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
    <p className="mt-1 text-ink-2">The system of record for changing models in production.</p>
  </div>
);

const ForgotPassword = () => (
  <p className="text-xs text-ink-3">
    Forgot your password? Ask an admin of your workspace for a link to set a new one.
  </p>
);

const NeedsScripts = () => (
  <noscript>
    <p className="rounded-lg border border-hold/30 bg-hold-weak px-4 py-2.5 text-sm">
      Signing in needs JavaScript. All scripts come from this server; allow them and reload the page.
    </p>
  </noscript>
);
