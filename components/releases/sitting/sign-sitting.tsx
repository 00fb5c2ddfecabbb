"use client";

import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { meaningOf } from "#lib/councils/signable.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";
import { ProofDialog } from "./proof-dialog.tsx";

type SignSittingProps = {
  sitting: Pick<SittingView, "items" | "mine" | "vouchedUntil" | "state">;
  /** To give all factors once, and to sign the minutes, for which one may be enough. */
  means: { all: Means; minutes: Means };
  vouch: Submit<Presence, unknown>;
  sign: Submit<Presence, unknown>;
  dispute: Submit<{ presence: Presence; reason: string }, unknown>;
  onDone: () => void;
};

/** What the reader signs: their items with one factor each, once they gave all of them, and the minutes. */
export function SignSitting({ sitting, means, vouch, sign, dispute, onDone }: SignSittingProps) {
  const [asked, ask] = useState<Asked | null>(null);
  const { mine, vouchedUntil, items, state } = sitting;
  const toSign = items.filter((item) => item.mine);
  const what = whatOf(state);
  const sits = (state === "open" || state === "closed") && toSign.length > 0;
  if (!sits && mine === null) return null;
  const done = () => {
    ask(null);
    onDone();
  };
  return (
    <Sheet title="Yours to sign" provenance="all factors once, then one for each signature">
      <div className="flex flex-col gap-3 text-sm">
        {sits && <ToSign items={toSign} />}
        {vouchedUntil && (
          <p className="text-ink-2">
            One factor is enough for each of these until <Time at={vouchedUntil} />.
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {sits && !vouchedUntil && <Button onClick={() => ask("vouch")}>Give all factors once</Button>}
          {mine && <MinutesButtons mine={mine} what={what} ask={ask} />}
        </div>
      </div>
      {asked && (
        <ProofDialog
          {...askedOf(asked, what)}
          means={asked === "vouch" ? means.all : means.minutes}
          submit={(given) =>
            asked === "dispute" ? dispute(given) : (asked === "vouch" ? vouch : sign)(given.presence)
          }
          onClose={() => ask(null)}
          onDone={done}
        />
      )}
    </Sheet>
  );
}

const ToSign = ({ items }: Pick<SittingView, "items">) => (
  <ul className="flex flex-col gap-1">
    {items.map((item) => (
      <li key={item.item} className="flex flex-wrap justify-between gap-x-4">
        <a href={`?sign=${item.item}#sign`} className="text-accent">
          {item.title}
        </a>
        <span className="text-ink-2">
          {item.votes
            .filter(({ mine }) => mine)
            .map(({ seat }) => functionLabels[seat])
            .join(", ")}
        </span>
      </li>
    ))}
  </ul>
);

type MinutesButtonsProps = {
  mine: NonNullable<SittingView["mine"]>;
  what: What;
  ask: (asked: Asked) => void;
};

const MinutesButtons = ({ mine: { whyNot }, what, ask }: MinutesButtonsProps) => (
  <>
    <Button variant="solid" whyNot={whyNot ?? undefined} onClick={() => ask("sign")}>
      {`Sign ${what}`}
    </Button>
    {whyNot === null && <Button onClick={() => ask("dispute")}>{`Dispute ${what}`}</Button>}
  </>
);

type Asked = "vouch" | "sign" | "dispute";

const VOUCH = {
  title: "Give all factors once",
  says: "For half an hour, one factor is enough for each signature over what this sitting discusses.",
  label: "Confirm",
};

type What = "the minutes" | "the addendum";

const whatOf = (state: SittingView["state"]): What => (state === "amended" ? "the addendum" : "the minutes");

/** Disputed minutes are written again; a disputed addendum is dropped. */
const DISPUTED: Readonly<Record<What, string>> = {
  "the minutes": "They do not say what happened. The sitting opens again, and minutes are written again.",
  "the addendum": "It does not say what happened. It is dropped, and the minutes stay as they were signed.",
};

const askedOf = (asked: Asked, what: What) => {
  if (asked === "vouch") return VOUCH;
  if (asked === "sign")
    return { title: `Sign ${what}`, says: meaningOf("sitting", "approve"), label: "Sign" };
  return {
    title: `Dispute ${what}`,
    says: DISPUTED[what],
    label: "Dispute",
    reasonLabel: "What is wrong",
  };
};
