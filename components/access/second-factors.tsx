"use client";

import { KeyRound, Smartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { announce } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Outcome } from "#components/ui/outcome.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { FactorKind, FactorRule } from "#lib/access/second-factor.ts";
import type { FactorActions } from "#lib/client/factor-actions.ts";
import { AddFactorDialog } from "./add-factor-dialog.tsx";
import { FactorChanges, FactorTable } from "./factor-table.tsx";
import type { FactorChange, FactorRow } from "./factor-words.ts";
import { PresenceDialog, type ProvenAction, type ProvenInput } from "./presence-dialog.tsx";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";

type SecondFactorsProps = {
  rule: FactorRule;
  factors: readonly FactorRow[];
  recoveryCodesLeft: number;
  changes: readonly FactorChange[];
  actions: FactorActions;
};

type Asking = { verb: "rename" | "remove"; factor: FactorRow } | { verb: "renew" } | null;

/** What the reader has besides their password, and what they can do about it. */
export function SecondFactors({ rule, factors, recoveryCodesLeft, changes, actions }: SecondFactorsProps) {
  const [adding, setAdding] = useState<FactorKind | null>(null);
  const [asking, setAsking] = useState<Asking>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const router = useRouter();
  const has = (kind: FactorKind) => factors.some((factor) => factor.kind === kind);
  const means = { passkey: has("webauthn"), code: has("totp") };
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
      provenance={rule === "required" ? "this workspace asks for one" : "offered, not asked for"}
      id="second-factor"
    >
      <div className="flex flex-col gap-4">
        <Advice factors={factors.length} codesLeft={recoveryCodesLeft} />
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
        submit={(input) => carryOut(actions, asking, input)}
        onClose={() => setAsking(null)}
        onDone={(made) => done("Second factor changed", made)}
      />
      <RecoveryCodesDialog codes={codes} onKept={() => setCodes(null)} />
    </Sheet>
  );
}

function Advice({ factors, codesLeft }: { factors: number; codesLeft: number }) {
  if (factors === 0)
    return (
      <p className="max-w-prose text-sm text-ink-2">
        Without one, whoever learns your password can sign in your name. A passkey is the strongest and the
        quickest.
      </p>
    );
  if (codesLeft > 2)
    return (
      <p className="text-sm text-ink-2">{countOf(codesLeft, "recovery code")} left, in case you lose it.</p>
    );
  return (
    <Notice
      tone="hold"
      title={codesLeft === 0 ? "No recovery code left." : `${countOf(codesLeft, "recovery code")} left.`}
    >
      Make new ones, so that you get in without your device.
    </Notice>
  );
}

function actionOf(asking: NonNullable<Asking>): ProvenAction {
  if (asking.verb === "renew")
    return {
      verb: "renew",
      label: "Make new recovery codes",
      consequence: "The codes you have now are worth nothing any more.",
    };
  const { verb, factor } = asking;
  if (verb === "rename")
    return { verb, label: "Rename", consequence: `A new name for ${factor.name}.`, name: factor.name };
  return {
    verb,
    label: "Remove",
    consequence: `${factor.name} no longer lets anybody in or sign. What it signed stays as it is.`,
    danger: true,
  };
}

async function carryOut(
  actions: FactorActions,
  asking: Asking,
  { text, presence }: ProvenInput,
): Promise<Outcome<readonly string[] | null>> {
  if (!asking) return { ok: true, value: null };
  if (asking.verb === "renew") {
    const renewed = await actions.renewCodes({ presence });
    return renewed.ok ? { ok: true, value: renewed.value.recoveryCodes } : renewed;
  }
  const factorId = asking.factor.id;
  const changed =
    asking.verb === "rename"
      ? await actions.rename({ factorId, name: text, presence })
      : await actions.remove({ factorId, presence });
  return changed.ok ? { ok: true, value: null } : changed;
}
