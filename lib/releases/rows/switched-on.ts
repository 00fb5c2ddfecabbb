import { eventOf } from "#lib/command/event-of.ts";
import type { Tx } from "#lib/db/client.ts";
import type { FreezeTerms } from "#lib/policy/freeze.ts";

type SwitchedPointer = {
  readonly id: string;
  readonly name: string;
  readonly model: { readonly name: string };
};

/** The pointer that this window switches off; null where it is of another kind. */
export const pointerOff = async (tx: Tx, window: FreezeTerms["window"]): Promise<SwitchedPointer | null> =>
  window.kind === "off"
    ? tx.pointer.findUniqueOrThrow({
        where: { id: window.pointer },
        select: { id: true, name: true, model: { select: { name: true } } },
      })
    : null;

/** The event that releases may start on a pointer again. What it serves stays. */
export const switchedOn = (
  { id, name, model }: SwitchedPointer,
  by: { readonly freeze: string; readonly loosening: string },
) =>
  eventOf("pointer.switched-on", {
    stream: `pointer/${id}`,
    targets: [
      { type: "pointer", id },
      { type: "freeze", id: by.freeze },
    ],
    data: { pointer: name, model: model.name, ...by },
  });
