"use client";

import type { Submit } from "#components/ui/answer.ts";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";
import { WhoCame } from "./who-came.tsx";

type Person = SittingView["people"][number];
export type Came = { person: Person; present: boolean };
type AttendanceNowProps = {
  people: SittingView["people"];
  submit: Submit<Came, unknown>;
  onDone: () => void;
};

/** Who is here while it sits: a tick takes down who came, and taking it away who left. */
export function AttendanceNow({ people, submit, onDone }: AttendanceNowProps) {
  const sending = useSubmit(submit);
  const here = people.filter(({ presence }) => presence === "present");
  const change = async (came: SittingView["people"]) => {
    const person = came.find((one) => !here.includes(one)) ?? here.find((one) => !came.includes(one));
    if (!person || sending.busy) return;
    if ((await sending.send({ person, present: came.includes(person) }))?.ok) onDone();
  };
  return (
    <details className="print:hidden">
      <summary className="text-sm text-accent">Change who is here</summary>
      <div className="flex max-w-2xl flex-col gap-2 rounded-lg border border-line bg-surface p-4 mt-2">
        <WhoCame people={people} came={here} onChange={change} />
        <ProblemNotice problem={sending.problem} />
      </div>
    </details>
  );
}
