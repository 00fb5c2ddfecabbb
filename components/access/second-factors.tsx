"use client";

import { KeyRound, Smartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Answer } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Means } from "#lib/access/means.ts";
import type { FactorKind } from "#lib/access/second-factor.ts";
import type { FactorListView } from "#lib/access/views/factor-list.ts";
import type { FactorActions } from "#lib/client/factor-actions.ts";
import { AddFactorDialog } from "./add-factor-dialog.tsx";
import { FactorAdvice } from "./factor-advice.tsx";
import { FactorChanges } from "./factor-changes.tsx";
import { actionOf, carryOut, type FactorRequest } from "./factor-request.ts";
import { FactorTable } from "./factor-table.tsx";
import { PresenceDialog } from "./presence-dialog.tsx";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";

type SecondFactorsProps = { view: FactorListView; means: Means; actions: FactorActions };

const NOTHING_ASKED: Answer<null> = { ok: true, value: null };

/** What the reader has besides their password, and what they can do about it. */
export function SecondFactors({ view, means, actions }: SecondFactorsProps) {
  const { rule, factors, recoveryCodesLeft, changes } = view;
  const [adding, setAdding] = useState<FactorKind | null>(null);
  const [asking, setAsking] = useState<FactorRequest | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const router = useRouter();
  const done = (message: string, made: readonly string[] | null) => {
    announce(message);
    setAdding(null);
    setAsking(null);
    setCodes(made);
    router.refresh();
  };
  return (
    <Sheet
      title="Second factor"
      provenance={rule === "required" ? "required in this workspace" : "optional"}
      id="second-factor"
    >
      <div className="flex flex-col gap-4">
        <FactorAdvice factors={factors.length} codesLeft={recoveryCodesLeft} />
        <FactorTable factors={factors} ask={(verb, factor) => setAsking({ verb, factor })} />
        <div className="flex flex-wrap gap-2">
          <Button icon={KeyRound} onClick={() => setAdding("webauthn")}>
            Add a passkey
          </Button>
          <Button icon={Smartphone} onClick={() => setAdding("totp")}>
            Add an authenticator app
          </Button>
          {factors.length > 0 && (
            <Button onClick={() => setAsking({ verb: "renew" })}>Make new recovery codes</Button>
          )}
        </div>
        <FactorChanges changes={changes} />
      </div>
      <AddFactorDialog
        kind={adding}
        means={means}
        actions={actions}
        onClose={() => setAdding(null)}
        onAdded={(made) => done("Second factor added", made)}
      />
      <PresenceDialog
        action={asking && actionOf(asking)}
        means={means}
        recovery
        submit={async (input) => (asking ? carryOut(actions, asking, input) : NOTHING_ASKED)}
        onClose={() => setAsking(null)}
        onDone={(made) => done("Second factor changed", made)}
      />
      <RecoveryCodesDialog codes={codes} onKept={() => setCodes(null)} />
    </Sheet>
  );
}
