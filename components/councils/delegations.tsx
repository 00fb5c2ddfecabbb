"use client";

import { PresenceDialog, type ProvenInput } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import type { DelegationListView, DelegationView } from "#lib/councils/views/delegation-list.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import { DelegationForm, type DelegationTyped } from "./delegation-form.tsx";

export type DelegateInput = ProvenInput & { readonly typed: DelegationTyped };

type DelegationsProps = {
  list: DelegationListView;
  means: Means;
  delegate: Submit<DelegateInput>;
  end: Submit<{ readonly delegation: string; readonly reason: string }>;
};

type Asked = { readonly typed: DelegationTyped } | { readonly ending: DelegationView };

/** Who signs for whom and until when, with the ways to delegate and to end it. */
export function Delegations({ list, means, delegate, end }: DelegationsProps) {
  const { asked, ask, close, done } = useAsked<Asked>();
  const typed = asked && "typed" in asked ? asked.typed : null;
  const ending = asked && "ending" in asked ? asked.ending : null;
  return (
    <Sheet id="delegations" title="Delegations" provenance="both may sign; the first counts">
      {list.items.length === 0 && <p className="text-sm text-ink-2">Nobody signs for anybody else.</p>}
      <ul className="divide-y divide-line">
        {list.items.map((one) => (
          <li key={one.id} className="flex items-start gap-2.5 py-2.5 text-sm">
            <StateMark tone={one.state === "in-force" ? "pass" : "plain"} icon={ICONS[one.state]} />
            <Line delegation={one} />
            {one.mayEnd && <Button onClick={() => ask({ ending: one })}>End</Button>}
          </li>
        ))}
      </ul>
      {list.delegates.length > 0 && list.functions.length > 0 && (
        <DelegationForm list={list} onChoose={(chosen) => ask({ typed: chosen })} />
      )}
      <PresenceDialog
        action={typed && DELEGATE}
        means={means}
        submit={(input) => delegate({ ...input, typed: typed! })}
        onClose={close}
        onDone={() => done("Delegated")}
      />
      <ReasonDialog
        action={ending && END}
        onClose={close}
        submit={({ reason }) => end({ delegation: ending!.id, reason })}
        onDone={() => done("Ended the delegation")}
      />
    </Sheet>
  );
}

const ICONS = { planned: "hourglass", "in-force": "check", over: "slash" } as const;

const DELEGATE = {
  verb: "delegate",
  label: "Delegate",
  consequence:
    "They sign in your place under both your names, and whatever bars either of you bars both. You fill one seat together.",
  asksReason: true,
  proofHint: "Required for each delegation.",
} as const;

const END = {
  verb: "end",
  label: "End the delegation",
  consequence: "Nobody signs by it any more. What was signed by it stands.",
  variant: "danger",
  asksReason: true,
} as const;

function Line({
  delegation: { from, to, functions, models, startsAt, endsAt, state, reason },
}: {
  delegation: DelegationView;
}) {
  return (
    <div className="min-w-0 flex-1">
      <p>
        <b className="font-medium">{to.name}</b> {state === "over" ? "signed" : "signs"} for{" "}
        <b className="font-medium">{from.name}</b>: {listed(functions.map((name) => functionLabels[name]))}
        {models === null ? ", all models" : `, ${listed(models.map(({ name }) => name))}`}
      </p>
      <p className="text-xs text-ink-2">
        <Time at={startsAt} /> to <Time at={endsAt} />. {reason}
      </p>
    </div>
  );
}
