"use client";

import { clsx } from "clsx";
import { type ReactNode, useId, useState } from "react";
import type { Answer, Problem } from "#components/ui/answer.ts";
import { TextField } from "#components/ui/field.tsx";
import { typedField } from "#components/ui/typed-field.ts";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { TYPED_CODE_LENGTH_MAX } from "#lib/kernel/typed-code.ts";
import { CodeField } from "./code-field.tsx";

type Way = Presence["way"];

/** The ways somebody with these means can choose from, the strongest first. */
export function waysOf({ passkey, code, provider, oneFactor }: Means, recovery: boolean): Way[] {
  const byPasskey: Way[] = passkey ? ["passkey"] : [];
  const byCode: Way[] = code ? ["code"] : [];
  if (oneFactor) return [...byPasskey, "password", ...byCode];
  // It stands for the password: with a passkey alone, neither is enough.
  const byProvider: Way[] = provider && (code || !passkey) ? ["provider"] : [];
  if (!passkey && !code) return [...byProvider, "password"];
  return [...byPasskey, ...byProvider, ...byCode, ...(recovery ? (["recovery"] as const) : [])];
}

/**
 * Keeps what is typed for the way that is chosen. After a try, `tried` forgets what is spent: all of it once it did what
 * it was for, a code that was taken, and nothing that was refused at its field, which stays to be corrected.
 */
export function usePresence(means: Means, { recovery = false }: { recovery?: boolean } = {}) {
  const ways = waysOf(means, recovery);
  const [presence, setPresence] = useState<Presence>({
    way: ways[0]!,
    password: "",
    code: "",
    recoveryCode: "",
  });
  const tried = (outcome: Answer<unknown> | undefined) => {
    if (!outcome || (!outcome.ok && FACTORS.some((name) => outcome.problem.fields?.[name]))) return;
    const spent = { code: "", recoveryCode: "" };
    setPresence((typed) => ({ ...typed, ...spent, password: outcome.ok ? "" : typed.password }));
  };
  return { ways, presence, setPresence, tried, means };
}

/** Under the password, where an act gives somebody access or authority. */
export const PEOPLE_HINT = "Required whenever you give somebody access or authority.";

const FACTORS = ["password", "code", "recoveryCode"] as const;

type PresenceFieldsProps = {
  state: ReturnType<typeof usePresence>;
  problem: Problem | undefined;
  /** The password was already given, at the first step of signing in. */
  passwordGiven?: boolean | undefined;
  passwordHint?: ReactNode;
};

/** Asks again who is there: by passkey, by password and code, or by password where there is nothing more. */
export function PresenceFields({ state, problem, passwordGiven, passwordHint }: PresenceFieldsProps) {
  const { ways, presence, setPresence, means } = state;
  const { way } = presence;
  const { provider = "" } = means;
  const typed = typedField<(typeof FACTORS)[number]>(
    presence,
    (changed) => setPresence({ ...presence, ...changed }),
    problem,
  );
  const field = (name: (typeof FACTORS)[number]) => ({ required: true, ...typed(name) });
  return (
    <div id="presence" className="flex flex-col gap-4">
      {ways.length > 1 && (
        <WayChoice
          ways={ways}
          way={way}
          words={{ ...(passwordGiven || means.oneFactor ? GIVEN_WORDS : WORDS), provider }}
          choose={(chosen) => setPresence({ ...presence, way: chosen })}
        />
      )}
      <NextStep way={way} provider={provider} />
      {means.oneFactor && (
        <p className="text-sm text-ink-2">One factor is enough: you gave all of them in the sitting.</p>
      )}
      {asksPassword(way, means) && !passwordGiven && (
        <TextField
          label="Your password"
          hint={passwordHint}
          type="password"
          autoComplete="current-password"
          maxLength={256}
          {...field("password")}
        />
      )}
      {(way === "code" || (way === "provider" && means.code)) && (
        <CodeField
          label="Code from your app"
          hint="The six digits it shows now. Each code works once."
          autoComplete="one-time-code"
          {...field("code")}
        />
      )}
      {way === "recovery" && (
        <TextField
          label="Recovery code"
          hint="One of those you kept. Each works once."
          autoComplete="off"
          maxLength={TYPED_CODE_LENGTH_MAX}
          mono
          {...field("recoveryCode")}
        />
      )}
    </div>
  );
}

/** A code beside the password, unless one factor is enough. */
const asksPassword = (way: Way, { oneFactor }: Means): boolean =>
  way === "password" || way === "recovery" || (way === "code" && !oneFactor);

/** What happens next, for the ways that ask elsewhere. */
function NextStep({ way, provider }: { way: Way; provider: string }) {
  if (way !== "passkey" && way !== "provider") return null;
  return (
    <p className="text-sm text-ink-2">
      {way === "passkey"
        ? "Your browser asks for your passkey next. Unlock it with its PIN, your fingerprint or your face."
        : `${provider} opens in a window of its own and asks you to sign in again. Come back when it closes.`}
    </p>
  );
}

const WORDS: Record<Exclude<Way, "provider">, string> = {
  passkey: "Passkey",
  code: "Password and code",
  recovery: "Recovery code",
  password: "Password",
};
const GIVEN_WORDS: typeof WORDS = { ...WORDS, code: "Code" };

type WayChoiceProps = {
  ways: readonly Way[];
  way: Way;
  words: Record<Way, string>;
  choose: (way: Way) => void;
};

function WayChoice({ ways, way, words, choose }: WayChoiceProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">How you prove who you are</legend>
      <div className="flex flex-wrap gap-1 rounded-md border border-line-strong p-1">
        {ways.map((each) => (
          <label
            key={each}
            className={clsx(
              "flex min-h-7 flex-1 cursor-pointer items-center justify-center rounded px-2 text-center text-sm whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-accent",
              each === way ? "bg-sunken font-medium text-ink" : "text-ink-2 hover:text-ink",
            )}
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              checked={each === way}
              onChange={() => choose(each)}
            />
            {words[each]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
