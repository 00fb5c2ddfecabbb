"use client";

import { useEffect, useState } from "react";
import { useKeptDraft } from "#components/ui/use-kept-draft.ts";
import type { DraftBox } from "#lib/client/draft-box.ts";
import { keptRelease } from "#lib/releases/kept-release.ts";
import type { ReleaseTemplate } from "#lib/releases/templates.ts";
import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import type { ReleaseDraft } from "./release-draft.ts";
import {
  type ReleaseStart,
  restored,
  retarget,
  startRelease,
  withPlan,
  withTemplate,
} from "./release-start.ts";
import { type Target, targetIn } from "./release-target.ts";

type Writing = {
  models: readonly ReleasableModel[];
  start: Target;
  /** The address asks for this target; otherwise the newest draft is shown, whatever its target. */
  asked: boolean;
  drafts: DraftBox;
  templates: readonly ReleaseTemplate[];
};

/** A release being written, kept in the browser under its target until it is sent. */
export function useReleaseWriting({ models, start, asked, drafts, templates }: Writing) {
  const [form, setForm] = useState(() => startRelease(models, start));
  // The plan's fields hold texts of their own, which start over when the plan is replaced.
  const [fills, setFills] = useState(0);
  const replace = (next: (before: ReleaseStart) => ReleaseStart) => {
    setForm(next);
    setFills((count) => count + 1);
  };
  const { model, version, pointer } = form.draft;
  const keeping = useKeptDraft<ReleaseStart>({
    box: drafts,
    name: `${NAME_START}${model}/${version}/${pointer}`,
    value: form,
    pristine: startRelease(models, form.draft),
    parse: parseKept,
    restore: (kept) => replace(() => restored(kept, templates)),
  });
  useEffect(() => {
    if (asked) return;
    void drafts.newest(NAME_START).then((newest) => {
      const kept = newest && parseKept(newest.value);
      const target = kept && targetIn(models, kept.draft);
      if (kept && target) setForm(retarget(restored(kept, templates), models, target, templates));
    });
  }, [asked, drafts, models, templates]);
  return {
    form,
    fills,
    keeping,
    set: ({ plan, ...change }: Partial<ReleaseDraft>) =>
      setForm((before) => {
        const changed = { ...before, draft: { ...before.draft, ...change } };
        return plan ? withPlan(changed, models, plan) : changed;
      }),
    onTarget: (target: Target) => replace((before) => retarget(before, models, target, templates)),
    onTemplate: (id: string) => replace((before) => withTemplate(before, models, id, templates)),
  };
}

const NAME_START = "release/";

const parseKept = (kept: unknown): ReleaseStart | null => keptRelease.safeParse(kept).data ?? null;
