"use client";

import { type FormEvent, useRef, useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { DemonstrationPerson } from "#lib/access/views/demonstration-person.ts";
import { SignInFrame } from "./sign-in-frame.tsx";

export type SignInInput = { email: string; password: string };

type SignInProps = {
  submit: Submit<SignInInput>;
  /** People of the demonstration workspace; one click fills the form. Empty in a real one. */
  demoPeople: readonly DemonstrationPerson[];
};

export function SignIn({ submit, demoPeople }: SignInProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const button = useRef<HTMLFormElement>(null);
  const { busy, problem, send } = useSubmit(submit);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send({ email: email.trim(), password });
  };
  return (
    <SignInFrame>
      <div className="grid gap-8 md:grid-cols-2">
        <section className="flex flex-col gap-4">
          <div>
            <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
            <p className="mt-1 text-ink-2">The system of record for changing models in production.</p>
          </div>
          <noscript>
            <p className="rounded-lg border border-hold/30 bg-hold-weak px-4 py-2.5 text-sm">
              Signing in needs JavaScript. All scripts come from this server; allow them and reload the page.
            </p>
          </noscript>
          <ProblemNotice problem={problem} />
          {/* A form without a method, sent before its script has loaded, would put the password into the address. */}
          <form ref={button} method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
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
        </section>
        {demoPeople.length > 0 && (
          <DemoPeople
            people={demoPeople}
            onPick={(person) => {
              setEmail(person.email);
              setPassword(person.password);
              button.current?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
            }}
          />
        )}
      </div>
    </SignInFrame>
  );
}

function DemoPeople({
  people,
  onPick,
}: {
  people: readonly DemonstrationPerson[];
  onPick: (person: DemonstrationPerson) => void;
}) {
  return (
    <section aria-labelledby="demo-people" className="flex flex-col gap-2">
      <h2 id="demo-people" className="text-sm font-semibold">
        People of the demonstration
      </h2>
      <p className="text-xs text-ink-3">
        Pick one to fill in the form. Their passwords are public; use them nowhere else.
      </p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              onClick={() => onPick(person)}
              className="flex w-full items-center gap-2.5 px-3 py-2 text-left hover:bg-sunken"
            >
              <Avatar name={person.name} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">{person.name}</span>
                <span className="block truncate text-xs text-ink-3">{person.title}</span>
              </span>
              <span className="truncate text-xs text-ink-3 max-sm:hidden">{person.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
