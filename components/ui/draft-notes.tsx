"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { StatePill } from "./state-pill.tsx";
import { Time } from "./time.tsx";
import type { DraftState, useKeptDraft } from "./use-kept-draft.ts";

type Keeping = Pick<ReturnType<typeof useKeptDraft>, "state" | "discard" | "takeOther" | "keepMine">;

/** Above the title: when the draft was saved, and that it is kept. */
export function DraftMark({ state, kept }: { state: DraftState; kept?: string }) {
  return (
    <>
      <StatePill tone="plain" icon="pen">
        Draft
      </StatePill>
      <span role="status">
        <Saved state={state} kept={kept} />
      </span>
    </>
  );
}

function Saved({ state, kept }: { state: DraftState; kept: string | undefined }) {
  if (state.kind === "not-kept")
    return <span className="text-hold">This browser cannot keep it. Leaving the page loses it.</span>;
  if (state.kind === "elsewhere") return "Not saved here: it changed in another tab.";
  if (state.kind !== "kept") return "Kept in this browser from the first change, for you only.";
  return (
    <>
      Saved <Time at={state.at} as="relative" />. {kept ?? "Kept if you leave or reload."}
    </>
  );
}

/** Throws the draft away, after asking. */
export function DiscardDraft({ state, discard }: Pick<Keeping, "state" | "discard">) {
  const [asking, setAsking] = useState(false);
  if (state.kind !== "kept" && state.kind !== "not-kept") return null;
  return (
    <>
      <Button icon={Trash2} variant="quiet" onClick={() => setAsking(true)}>
        Discard draft
      </Button>
      <ReasonDialog
        action={asking ? DISCARD : null}
        onClose={() => setAsking(false)}
        submit={async () => ({ ok: true, value: discard() })}
        onDone={() => setAsking(false)}
      />
    </>
  );
}

const DISCARD = {
  verb: "discard",
  label: "Discard draft",
  consequence: "Deletes what was typed here. It cannot be restored.",
  variant: "danger",
  asksReason: false,
} as const;

/** Two tabs hold the same draft: the reader chooses which to go on with. */
export function ChangedElsewhere({ state, takeOther, keepMine }: Omit<Keeping, "discard">) {
  if (state.kind !== "elsewhere") return null;
  const { at } = state;
  const choices = (
    <span className="flex flex-wrap gap-2">
      {at && <Button onClick={takeOther}>Use that one</Button>}
      <Button onClick={keepMine}>Keep this one</Button>
    </span>
  );
  return (
    <Notice tone="hold" icon="alert" role="alert" title="This draft changed in another tab." action={choices}>
      {at ? <Time at={at} as="second" /> : "It was sent or discarded there."}
    </Notice>
  );
}
