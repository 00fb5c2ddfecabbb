"use client";

import { clsx } from "clsx";
import { useEffect, useState } from "react";
import type { Answer, Submit } from "#components/ui/answer.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Gate } from "#lib/policy/gate.ts";
import { gateFaults } from "#lib/policy/gate-results.ts";
import type { PolicyReplayView, ReplayedRelease } from "#lib/releases/views/policy-replay.ts";
import {
  type Difference,
  differenceLabels,
  differenceOf,
  gateTallies,
  type Policies,
  replaySentence,
} from "./replay-words.ts";

type GateReplayProps = Policies & { replay: Submit<{ gates: Gate[] }, PolicyReplayView> };

/** Typing pauses for so long before the draft is replayed. */
const PAUSE_MS = 500;

/** The draft's gates over past releases: what it would have blocked, and why. */
export function GateReplay({ inForce, draft, replay }: GateReplayProps) {
  const answer = useReplay(draft, replay);
  if (draft.length === 0 && inForce.length === 0) return null;
  return (
    <Sheet title="The draft over past releases" provenance="from their dossiers; nothing is changed">
      {answer === null && <p className="text-sm text-ink-2">Replaying…</p>}
      {answer && !answer.ok && <ProblemNotice problem={answer.problem} />}
      {answer?.ok && <Replayed releases={answer.value.releases} inForce={inForce} draft={draft} />}
    </Sheet>
  );
}

/** Asks again once the gates have not changed for a moment and all compile. */
function useReplay(
  draft: readonly Gate[],
  replay: GateReplayProps["replay"],
): Answer<PolicyReplayView> | null {
  const [answer, setAnswer] = useState<Answer<PolicyReplayView> | null>(null);
  const asked = JSON.stringify(draft);
  useEffect(() => {
    const gates: Gate[] = JSON.parse(asked);
    if (gateFaults(gates).length > 0) return;
    let current = true;
    const timer = setTimeout(() => {
      void replay({ gates }).then((found) => current && setAnswer(found));
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, replay]);
  return answer;
}

type ReplayedProps = Policies & { releases: readonly ReplayedRelease[] };

function Replayed({ releases, ...policies }: ReplayedProps) {
  if (releases.length === 0) return <p className="text-sm text-ink-2">No release was submitted yet.</p>;
  const differences = new Map(releases.map((one) => [one.number, differenceOf(one, policies)]));
  return (
    <div className="flex flex-col gap-4">
      <Cells releases={releases} differences={differences} />
      <p className="rounded-md bg-sunken px-3 py-2 text-sm">{replaySentence(releases, policies)}</p>
      <Tallies releases={releases} {...policies} />
      <ResultOn releases={releases} {...policies} />
    </div>
  );
}

const looks: Readonly<Record<Difference, string>> = {
  "newly-blocked": "bg-fail",
  "newly-passed": "bg-candidate",
  "still-blocked": "bg-baseline",
  "still-passed": "bg-line-strong",
};

type CellsProps = {
  releases: readonly ReplayedRelease[];
  differences: ReadonlyMap<number, Difference>;
};

function Cells({ releases, differences }: CellsProps) {
  const counts = Object.entries<string>(differenceLabels).map(([name, label]) => ({
    name: name as keyof typeof looks,
    label,
    count: [...differences.values()].filter((one) => one === name).length,
  }));
  return (
    <div>
      <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
        {counts.map(({ name, label, count }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={clsx("size-2.5 rounded-sm", looks[name])} />
            <b className="font-medium text-ink">{count}</b> {label}
          </li>
        ))}
        <li className="flex items-center gap-1.5">
          <span aria-hidden="true" className="size-1.5 rounded-full bg-ink" /> rolled back later
        </li>
      </ul>
      <ol aria-label="Releases, oldest first" className="flex flex-wrap gap-1">
        {releases.map(({ number, model, version, rolledBack }) => {
          const difference = differences.get(number)!;
          const words = `Release ${number}, ${model} v${version}: ${differenceLabels[difference]}${rolledBack ? ", rolled back" : ""}`;
          return (
            <li key={number} title={words} className="flex flex-col items-center gap-0.5">
              <span className="sr-only">{words}</span>
              <span aria-hidden="true" className={clsx("size-3 rounded-sm", looks[difference])} />
              <span aria-hidden="true" className={clsx("size-1 rounded-full", rolledBack && "bg-ink")} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const Tallies = ({ releases, ...policies }: ReplayedProps) => (
  <DataTable
    caption="By gate"
    rows={gateTallies(releases, policies)}
    rowKey={({ gate }) => gate.id}
    columns={[
      { key: "gate", header: "Gate", cell: ({ gate }) => gate.title },
      { key: "was", header: "Now stops", cell: ({ was }) => was, align: "right" },
      {
        key: "is",
        header: "Draft stops",
        cell: ({ is }) => <b className="font-medium">{is}</b>,
        align: "right",
      },
    ]}
  />
);

/** What each gate of the draft finds in one release, worst first. */
function ResultOn({ releases, draft }: ReplayedProps) {
  const [number, setNumber] = useState<number | null>(null);
  const shown = releases.find((one) => one.number === number) ?? releases.at(-1)!;
  const titles = new Map(draft.map(({ id, title }) => [id, title]));
  const failing = shown.draft.filter(({ status }) => status !== "pass");
  return (
    <div className="flex flex-col gap-2">
      <SelectField
        label="Result on"
        value={`${shown.number}`}
        choices={releases.toReversed().map((one) => ({
          value: `${one.number}`,
          label: `Release ${one.number}, ${one.model} v${one.version}`,
        }))}
        onChange={({ currentTarget }) => setNumber(Number(currentTarget.value))}
      />
      {failing.length === 0 && <p className="text-sm text-pass">All {shown.draft.length} gates pass.</p>}
      <ul className="flex flex-col gap-1.5 text-sm">
        {failing.map(({ id, status, because }) => (
          <li key={id} className="break-words">
            <b className="font-medium">{titles.get(id)}</b>{" "}
            <span className={status === "fail" ? "text-fail" : "text-hold"}>
              {status === "fail" ? "fails" : "holds"}
            </span>
            <span className="block text-xs text-ink-2">{because}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
