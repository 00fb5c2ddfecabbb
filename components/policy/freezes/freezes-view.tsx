"use client";

import { CalendarOff } from "lucide-react";
import { useState } from "react";
import { PresenceDialog, type ProvenInput } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TextField } from "#components/ui/field.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import { type FreezeAsked, isStanding } from "#lib/policy/freeze.ts";
import type { FreezeListView, FreezeView, LooseningView } from "#lib/policy/views/freeze-list.ts";
import { FreezeForm } from "./freeze-form.tsx";
import { coversText, endText, freezeLooks, looseningText, proposeText, windowText } from "./freeze-words.ts";
import { StopSheet, type StopWays } from "./stop-sheet.tsx";

export type ProposeInput = ProvenInput & { readonly freeze: string; readonly release: number | null };
export type ConfirmInput = ProvenInput & { readonly loosening: string };

type FreezesViewProps = StopWays & {
  list: FreezeListView;
  means: Means;
  create: Submit<FreezeAsked>;
  propose: Submit<ProposeInput>;
  confirm: Submit<ConfirmInput>;
};

type Asked =
  | { readonly freeze: FreezeView; readonly release: number | null }
  | { readonly freeze: FreezeView; readonly loosening: LooseningView };
type Ask = (asked: Asked) => void;

/** The freezes of the workspace, those in force first, and a new one. */
export function FreezesView(props: FreezesViewProps) {
  const { list, means, create, propose, confirm } = props;
  const { asked, ask, close, done } = useAsked<Asked>();
  const confirming = asked && "loosening" in asked ? asked : null;
  const proposed = asked && "release" in asked ? asked : null;
  return (
    <>
      <PageHead
        title="Freezes"
        lede="While a freeze is in force, no release it covers starts or goes further. Rolling back is always possible."
      />
      <StopSheet {...props} stop={list.stop} />
      <Sheet title="Freezes" provenance="in force first, then by when they begin" flush>
        {list.items.length === 0 ? (
          <EmptyState icon={CalendarOff} title="No freezes">
            Create one below for days on which nobody should change what is live.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {list.items.map((one) => (
              <FreezeRow key={one.id} freeze={one} whyNot={list.whyNotLoosen} ask={ask} />
            ))}
          </ul>
        )}
      </Sheet>
      <FreezeForm list={list} create={create} />
      <PresenceDialog
        action={
          proposed && {
            ...PROPOSE,
            label:
              proposed.release === null ? endText(proposed.freeze) : `Let release ${proposed.release} pass`,
          }
        }
        means={means}
        submit={(input) => propose({ ...input, freeze: proposed!.freeze.id, release: proposed!.release })}
        onClose={close}
        onDone={() => done("Proposed. A second person confirms it.")}
      />
      <PresenceDialog
        action={confirming && { ...CONFIRM, label: looseningText(confirming.loosening, confirming.freeze) }}
        means={means}
        submit={(input) => confirm({ ...input, loosening: confirming!.loosening.id })}
        onClose={close}
        onDone={() => done("Confirmed")}
      />
    </>
  );
}

const PROPOSE = {
  verb: "propose",
  consequence:
    "Nothing changes until a second person, who is independent of you, confirms it within 72 hours.",
  asksReason: true,
  danger: true,
  proofHint: "Loosening a freeze takes two people, each present.",
} as const;

const CONFIRM = {
  verb: "confirm",
  consequence: "It takes effect at once. You and whoever proposed it answer for it together.",
  danger: true,
  proofHint: "Loosening a freeze takes two people, each present.",
} as const;

type RowProps = { freeze: FreezeView; whyNot: string | null; ask: Ask };

function FreezeRow({ freeze, whyNot, ask }: RowProps) {
  const { name, reason, state, span, createdBy, createdAt, loosenings } = freeze;
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 text-sm lg:grid-cols-[9rem_minmax(0,1fr)_auto]">
      <div>
        <Stated look={freezeLooks[state]} />
        {span && (
          <p className="mt-1 text-xs text-ink-2">
            {state === "in-force" ? "until " : "from "}
            <Time at={state === "in-force" ? span.until : span.from} />
          </p>
        )}
      </div>
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p>{windowText(freeze)}</p>
        <p className="text-xs text-ink-2 wrap-anywhere">
          Covers {coversText(freeze)}. {reason} Created by {createdBy}, <Time at={createdAt} />.
        </p>
        <ul>
          {loosenings.map((one) => (
            <LooseningLine key={one.id} freeze={freeze} loosening={one} ask={ask} />
          ))}
        </ul>
      </div>
      {(state === "in-force" || state === "planned") && <Loosen freeze={freeze} whyNot={whyNot} ask={ask} />}
    </li>
  );
}

type LooseningLineProps = { freeze: FreezeView; loosening: LooseningView; ask: Ask };

function LooseningLine({ freeze, loosening, ask }: LooseningLineProps) {
  const { state, proposedBy, confirmedBy, reason, whyNotConfirm } = loosening;
  return (
    <li className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t pt-2 text-xs text-ink-2">
      <span className="min-w-0 flex-1 basis-60 wrap-anywhere">
        <b className="font-medium text-ink">{looseningText(loosening, freeze)}</b>: {reason} Proposed by{" "}
        {proposedBy}
        {confirmedBy === null
          ? state === "lapsed"
            ? "; nobody confirmed it in time."
            : "."
          : `, confirmed by ${confirmedBy}.`}
      </span>
      {state === "proposed" && (
        <Button whyNot={whyNotConfirm ?? undefined} onClick={() => ask({ freeze, loosening })}>
          Confirm
        </Button>
      )}
    </li>
  );
}

/** Two ways to loosen it. The release is typed by its number, as people name it. */
function Loosen({ freeze, whyNot, ask }: RowProps) {
  const [number, setNumber] = useState("");
  const release = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : null;
  return (
    <div className="flex flex-wrap items-end gap-2 lg:w-60 lg:justify-end">
      <Button variant="danger" whyNot={whyNot ?? undefined} onClick={() => ask({ freeze, release: null })}>
        {proposeText(freeze)}
      </Button>
      {!isStanding(freeze.window) && (
        <div className="flex items-end gap-2">
          <TextField
            label="Release"
            inputMode="numeric"
            className="w-20"
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <Button
            whyNot={whyNot ?? (release === null ? "Type its number." : undefined)}
            onClick={() => release !== null && ask({ freeze, release })}
          >
            Let it pass
          </Button>
        </div>
      )}
    </div>
  );
}
