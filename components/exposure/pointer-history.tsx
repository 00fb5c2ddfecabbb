"use client";

import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TextField } from "#components/ui/field.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { liveAt } from "./live-at.ts";
import { type MoveLine, MoveList } from "./move-list.tsx";

type PointerHistoryProps = {
  pointer: string;
  /** Newest first. */
  moves: readonly MoveLine[];
  /** How many moves before these are not shown. */
  older: number;
};

/** Everything that was ever live on a pointer, and the answer to "what was live on that day". */
export function PointerHistory({ pointer, moves, older }: PointerHistoryProps) {
  return (
    <Sheet title={`Live on ${pointer}`} provenance="newest first">
      {moves.length === 0 ? (
        <EmptyState title="Nothing has been live here">
          The first completed release sets this pointer.
        </EmptyState>
      ) : (
        <>
          <DayQuestion moves={moves} older={older} />
          <MoveList moves={moves} />
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

function DayQuestion({ moves, older }: Pick<PointerHistoryProps, "moves" | "older">) {
  const [day, setDay] = useState("");
  return (
    <div className="mb-4 flex flex-wrap items-end gap-3">
      <TextField
        label="What was live on"
        type="date"
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
        className="w-40"
      />
      <p role="status" className="min-h-8 content-center text-sm">
        {day !== "" && <DayAnswer move={liveAt(moves, `${day}T23:59:59.999Z`)} older={older} />}
      </p>
    </div>
  );
}

function DayAnswer({ move, older }: { move: MoveLine | null; older: number }) {
  if (move)
    return (
      <>
        <b className="font-medium">{move.version}</b>, <span className="text-ink-2">{move.because}</span>
      </>
    );
  return older === 0
    ? "Nothing was live yet on that day."
    : "That day is before the moves shown here. The API answers for any moment: add ?at= to the model's address.";
}
