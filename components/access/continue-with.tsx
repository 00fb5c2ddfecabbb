"use client";

import { LogIn } from "lucide-react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

/** The provider that people may sign in through, and whether it answers now. */
export type ProviderChoice = { readonly name: string; readonly reachable: boolean };

type ContinueWithProps = { provider: ProviderChoice; visit: Submit<null> };

/** The other way in, beside the password. */
export function ContinueWith({ provider: { name, reachable }, visit }: ContinueWithProps) {
  const { busy, problem, send } = useSubmit(visit);
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <ProblemNotice problem={problem} />
      <Button
        icon={LogIn}
        className="w-full"
        busy={busy}
        whyNot={reachable ? undefined : `${name} cannot be reached now. Sign in with your password.`}
        onClick={() => void send(null)}
      >
        Continue with {name}
      </Button>
    </div>
  );
}
