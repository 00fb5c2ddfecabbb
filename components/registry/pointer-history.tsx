"use client";

import Link from "next/link";
import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TextField } from "#components/ui/field.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { liveAt, type PointerMove } from "./pointer-at.ts";

type PointerHistoryProps = {
  pointer: string;
  moves: readonly PointerMove[];
  /** How many moves before these are not shown. */
  older: number;
};

/** Everything that was ever live behind a pointer, and the answer to "what was live on that day". */
export function PointerHistory({ pointer, moves, older }: PointerHistoryProps) {
  const [day, setDay] = useState("");
  const asked = day === "" ? null : liveAt(moves, `${day}T23:59:59.999Z`);
  return (
    <Sheet title={`Live on ${pointer}`} provenance="newest first">
      {moves.length === 0 ? (
        <EmptyState title="Nothing has been live here">
          The first completed release sets this pointer.
        </EmptyState>
      ) : (
        <>
          <div className="mb-4 flex flex-wrap items-end gap-3">
            <TextField
              label="What was live on"
              type="date"
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
              className="w-40"
            />
            <p role="status" className="min-h-8 content-center text-sm">
              {day !== "" && (asked ? <Answer move={asked} /> : beforeAll(older))}
            </p>
          </div>
          <ol className="divide-y divide-line">
            {moves.map((move, index) => (
              <li key={move.at} className="flex items-start gap-2.5 py-2.5 text-sm">
                <StateMark
                  tone={index === 0 ? "pass" : move.wayBack ? "fail" : "plain"}
                  icon={move.wayBack ? "back" : "check"}
                />
                <div className="min-w-0 flex-1">
                  <p>
                    <b className="font-medium">{move.version}</b>{" "}
                    <span className="text-ink-2">
                      {index === 0 ? "live since" : "from"} <Time at={move.at} />
                      {move.until && (
                        <>
                          {" "}
                          until <Time at={move.until} />
                        </>
                      )}
                    </span>
                  </p>
                  <p className="text-xs text-ink-3">
                    {move.because}
                    {move.href && (
                      <>
                        {" "}
                        <Link href={move.href} className="text-accent underline">
                          {move.linkLabel ?? "Open"}
                        </Link>
                      </>
                    )}
                  </p>
                </div>
              </li>
            ))}
          </ol>
          {older > 0 && (
            <p className="border-t border-line pt-2.5 text-xs text-ink-3">
              {countOf(older, "older move")} not shown.
            </p>
          )}
        </>
      )}
    </Sheet>
  );
}

/** On a day before every move shown here. */
function beforeAll(older: number): string {
  if (older === 0) return "Nothing was live yet on that day.";
  return `That is before the moves shown here. The API answers for any moment: add ?at= to the model's address.`;
}

function Answer({ move }: { move: PointerMove }) {
  return (
    <>
      <b className="font-medium">{move.version}</b>, <span className="text-ink-2">{move.because}</span>
    </>
  );
}
