"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import type { Means } from "#lib/access/means.ts";
import { NewTokenDialog, type NewTokenInput } from "./new-token-dialog.tsx";
import type { TokenHolder } from "./responsible-field.tsx";
import type { TokenScope } from "./scope-words.ts";

/** What a pipeline needs to register a version with its report. */
const REGISTERING: readonly TokenScope[] = [
  "artifact:store",
  "version:register",
  "evaluation:report",
  "card:revise",
];

type MakeTokenProps = {
  /** Whoever makes it answers for it. */
  me: TokenHolder;
  /** What they can show who they are with. */
  means: Means;
  create: Submit<NewTokenInput, { secret: string }>;
  whyNot: WhyNot | undefined;
};

/** Makes a token for a pipeline in place, with the scopes that it needs already chosen. */
export function MakeToken({ me, means, create, whyNot }: MakeTokenProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    router.refresh();
  };
  return (
    <>
      <Button variant="solid" icon={KeyRound} whyNot={whyNot} onClick={() => setOpen(true)}>
        Create a token
      </Button>
      <NewTokenDialog
        open={open}
        onClose={close}
        people={[me]}
        means={means}
        create={create}
        scopes={REGISTERING}
      />
    </>
  );
}
