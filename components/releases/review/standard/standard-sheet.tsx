"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { leftText } from "#components/releases/envelopes/envelope-words.ts";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { StandardView } from "#lib/releases/views/envelopes.ts";
import { boundRows } from "./standard-words.ts";

type StandardSheetProps = {
  standard: StandardView;
  /** Gives up the class: the whole council reviews it. */
  giveUp: Submit<undefined>;
};

/** The claim to the standard class: every bound, what was measured against the reviewed release, and what is left. */
export function StandardSheet({ standard, giveUp }: StandardSheetProps) {
  const router = useRouter();
  const { busy, problem, send } = useSubmit(giveUp);
  const { envelope, base, whyNot, whyNotNormal } = standard;
  const onGiveUp = async () => {
    const outcome = await send(undefined);
    if (outcome?.ok) router.refresh();
  };
  return (
    <Sheet
      title="Standard change"
      provenance={
        <span>
          <Link href={`/envelopes/${envelope}`} className="hover:underline">
            Envelope {envelope}
          </Link>
          , {leftText(standard)}, until <Time at={standard.endsAt} as="date" />
        </span>
      }
    >
      <ProblemNotice problem={problem} />
      {whyNot === null ? (
        <p className="pb-3 text-sm text-ink-2">
          Inside the envelope, measured against release {base.release} (v{base.version}), the last that the
          whole council reviewed.
        </p>
      ) : (
        <Notice
          tone="fail"
          title="It does not go out by its envelope now"
          action={
            <Button busy={busy} whyNot={whyNotNormal ?? undefined} onClick={() => void onGiveUp()}>
              Have it reviewed as a normal change
            </Button>
          }
        >
          {whyNot}
        </Notice>
      )}
      <Bounds standard={standard} />
    </Sheet>
  );
}

/** Those passed first. */
const Bounds = ({ standard }: { standard: StandardView }) => (
  <DataTable
    caption="Bounds of the envelope"
    rows={boundRows(standard)}
    rowKey={({ key }) => key}
    columns={[
      { key: "what", header: "Bound", cell: ({ what }) => what },
      { key: "measured", header: "Measured", cell: ({ measured }) => measured },
      { key: "limit", header: "Limit", cell: ({ limit }) => limit },
      {
        key: "state",
        header: "State",
        align: "right",
        cell: ({ tone, word }) => (
          <StatePill tone={tone} icon={tone === "pass" ? "check" : tone === "hold" ? "alert" : "cross"}>
            {word}
          </StatePill>
        ),
      },
    ]}
  />
);
