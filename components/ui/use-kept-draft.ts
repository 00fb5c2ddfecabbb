"use client";

import { useEffect, useRef, useState } from "react";
import type { DraftBox, KeptDraft } from "#lib/client/draft-box.ts";

export type DraftState =
  | { kind: "reading" }
  | { kind: "pristine" }
  | { kind: "kept"; at: string }
  /** Another tab kept it (`at`) or removed it. Nothing is kept here until the reader chooses. */
  | { kind: "elsewhere"; at: string | null }
  | { kind: "not-kept" };

type Keeping<T> = {
  box: DraftBox;
  /** Under another name the form goes on as it is, unless that one has a draft of its own. */
  name: string;
  value: T;
  /** The form before anything is typed: not worth keeping. */
  pristine: T;
  parse: (kept: unknown) => T | null;
  restore: (value: T) => void;
};

/** What the box holds as far as this tab knows, and under which name. */
type Synced = { name: string; text: string } | null;

/** Keeps what a form holds, with every change, and restores it when the form opens again. */
export function useKeptDraft<T>({ box, name, value, pristine, parse, restore }: Keeping<T>) {
  const [known, setState] = useState<DraftState>({ kind: "reading" });
  const [readName, setReadName] = useState<string>();
  const state: DraftState = readName === name ? known : { kind: "reading" };
  const synced = useRef<Synced>(null);
  const closed = useRef(false);
  const show = (kept: KeptDraft | null) => {
    setReadName(name);
    const parsed = kept && parse(kept.value);
    if (!kept || !parsed) return setState({ kind: "pristine" });
    synced.current = { name, text: JSON.stringify(parsed) };
    restore(parsed);
    setState({ kind: "kept", at: kept.savedAt });
  };
  useOpened(box, name, {
    found: show,
    changed: (kept) => !closed.current && setState({ kind: "elsewhere", at: kept?.savedAt ?? null }),
  });

  const text = JSON.stringify(value);
  const touched = text !== JSON.stringify(pristine);
  const waits = state.kind === "reading" || state.kind === "elsewhere";
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` stands for the value
  useEffect(() => {
    const before = synced.current;
    if (waits || closed.current || (before ? before.name === name && before.text === text : !touched)) return;
    if (before && before.name !== name) box.forget(before.name);
    const mine = { name, text };
    synced.current = mine;
    void box.keep(name, value).then((at) => {
      if (synced.current === mine) setState(at === null ? { kind: "not-kept" } : { kind: "kept", at });
    });
  }, [box, name, text, touched, waits]);

  const startOver = () => {
    synced.current = null;
    setState({ kind: "pristine" });
  };
  return {
    state,
    discard: () => {
      box.forget(name);
      restore(pristine);
      startOver();
    },
    /** The form was sent: there is nothing left to keep. */
    close: () => {
      closed.current = true;
      box.forget(name);
    },
    takeOther: () => void box.read(name).then(show),
    keepMine: startOver,
  };
}

type Opened = {
  found: (kept: KeptDraft | null) => void;
  changed: (kept: KeptDraft | null) => void;
};

/** Reads the draft once for each name, then listens to other tabs. */
function useOpened(box: DraftBox, name: string, on: Opened): void {
  const latest = useRef(on);
  latest.current = on;
  useEffect(() => {
    let open = true;
    const tell = (what: "found" | "changed") =>
      box.read(name).then((kept) => {
        if (open) latest.current[what](kept);
      });
    void tell("found");
    const stop = box.onChange(name, () => void tell("changed"));
    return () => {
      open = false;
      stop();
    };
  }, [box, name]);
}
