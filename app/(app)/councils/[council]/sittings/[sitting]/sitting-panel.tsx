"use client";

import { useRouter } from "next/navigation";
import { AddItems } from "#components/releases/sitting/add-items.tsx";
import { type AgendaChange, mayArrange } from "#components/releases/sitting/agenda-order.ts";
import { AttendanceNow } from "#components/releases/sitting/attendance-now.tsx";
import { ItemOrder } from "#components/releases/sitting/item-order.tsx";
import { RunSitting } from "#components/releases/sitting/run-sitting.tsx";
import { SignSitting } from "#components/releases/sitting/sign-sitting.tsx";
import { WriteNote } from "#components/releases/sitting/write-note.tsx";
import type { Answer } from "#components/ui/answer.ts";
import type { Means } from "#lib/access/means.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import { type Presence, provenAct } from "#lib/client/step-up.ts";
import { ITEM_RESULTS } from "#lib/councils/sitting-events.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import type { SittingItemView, SittingView } from "#lib/releases/views/sitting.ts";

type Of = { sitting: SittingView };

const answered = (outcome: ApiAnswer<unknown>): Answer<unknown> =>
  outcome.ok ? { ok: true, value: undefined } : outcome;

/** What whoever runs the sitting does, with its way to the server. */
export function SittingRun({ sitting }: Of) {
  const router = useRouter();
  const { id: sittingId } = sitting;
  return (
    <RunSitting
      sitting={sitting}
      onDone={() => router.refresh()}
      acts={{
        open: async (came) => {
          const attendance = came.map(({ id: person, seat }) => ({
            person,
            seat,
            presence: "present" as const,
          }));
          return answered(await api("POST /sittings/{sittingId}/open", { sittingId, attendance }));
        },
        start: async (item) =>
          answered(await api("POST /sittings/{sittingId}/items/{item}/start", { sittingId, item })),
        record: async ({ item, shown }) => {
          const result = ITEM_RESULTS.find((one) => one === shown) ?? "waiting";
          return answered(
            await api("POST /sittings/{sittingId}/items/{item}/record", { sittingId, item, shown: result }),
          );
        },
        extend: async (item) =>
          answered(
            await api("POST /sittings/{sittingId}/items/{item}/extend", { sittingId, item, minutes: 5 }),
          ),
        postpone: async (of) =>
          answered(await api("POST /sittings/{sittingId}/items/{item}/postpone", { sittingId, ...of })),
        callOff: async (reason) =>
          answered(await api("POST /sittings/{sittingId}/call-off", { sittingId, reason })),
        close: async () => answered(await api("POST /sittings/{sittingId}/close", { sittingId })),
      }}
    />
  );
}

/** Where whoever runs it takes down who comes and leaves. */
export function SittingAttend({ sitting: { id: sittingId, state, whyNotRun, people } }: Of) {
  const router = useRouter();
  if (whyNotRun !== null || state !== "open") return null;
  return (
    <AttendanceNow
      people={people}
      onDone={() => router.refresh()}
      submit={async ({ person: { id: person, seat }, present }) => {
        const presence = present ? "present" : "absent";
        return answered(
          await api("POST /sittings/{sittingId}/attendance", { sittingId, person, seat, presence }),
        );
      }}
    />
  );
}

const arranging = (sittingId: string) => async (change: AgendaChange) =>
  answered(await api("POST /sittings/{sittingId}/agenda", { sittingId, ...change }));

/** Where whoever runs it moves an item that is still to come, or takes it off. */
export function SittingOrder({ sitting, item }: Of & { item: SittingItemView }) {
  const router = useRouter();
  const { id, items } = sitting;
  if (!mayArrange(sitting)) return null;
  return <ItemOrder items={items} item={item} onDone={() => router.refresh()} submit={arranging(id)} />;
}

/** Where whoever runs it puts on the agenda what waits. */
export function SittingAdd({ sitting }: Of) {
  const router = useRouter();
  return <AddItems sitting={sitting} onDone={() => router.refresh()} submit={arranging(sitting.id)} />;
}

/** Where minutes are written while it sits, and added to once they are signed. */
export function SittingWrite({ sitting: { id: sittingId, state, whyNotRun, items } }: Of) {
  const router = useRouter();
  const onDone = () => router.refresh();
  if (whyNotRun !== null) return null;
  const item = items.find((one) => one.state === "current")?.item;
  if (state === "open")
    return (
      <WriteNote
        label="Write into the minutes"
        button="Add to the minutes"
        onDone={onDone}
        submit={async (text) =>
          answered(
            await api("POST /sittings/{sittingId}/notes", { sittingId, text, ...(item ? { item } : {}) }),
          )
        }
      />
    );
  if (state !== "signed") return null;
  return (
    <WriteNote
      label="Correct the signed minutes"
      button="Add an addendum"
      onDone={onDone}
      submit={async (text) => answered(await api("POST /sittings/{sittingId}/addenda", { sittingId, text }))}
    />
  );
}

const NOTHING_TO_SIGN: Answer<unknown> = {
  ok: false,
  problem: { title: "There are no minutes to sign." },
};

/** The reader's signatures: all factors once, and the minutes. */
export function SittingSign({ sitting, means }: Of & { means: { all: Means; minutes: Means } }) {
  const router = useRouter();
  const { id: sittingId, mine, minutes } = sitting;
  const open = minutes.find(({ state }) => state === "open");
  const answer = async (presence: Presence, decision: "approve" | "reject", comment?: string) => {
    if (!open || !mine?.seat) return NOTHING_TO_SIGN;
    const { round, seat } = { round: open.round, seat: mine.seat };
    // The server checks that it is a digest.
    const digest = open.digest as Digest;
    const said = { sittingId, round, digest, seat, decision, ...(comment ? { comment } : {}) };
    return answered(
      await provenAct(presence, { act: "sign-sitting", subjectDigest: digest }, (stepUpId) =>
        api("POST /sittings/{sittingId}/signatures", { ...said, stepUpId }),
      ),
    );
  };
  return (
    <SignSitting
      sitting={sitting}
      means={means}
      onDone={() => router.refresh()}
      vouch={async (presence) =>
        answered(
          await provenAct(presence, { act: "vouch-sitting", subject: sittingId }, (stepUpId) =>
            api("POST /sittings/{sittingId}/presence", { sittingId, stepUpId }),
          ),
        )
      }
      sign={(presence) => answer(presence, "approve")}
      dispute={({ presence, reason }) => answer(presence, "reject", reason)}
    />
  );
}
