import { Fragment } from "react";
import { momentText, type TimeShape } from "./format-time.ts";
import { Time } from "./time.tsx";

/** A moment inside a sentence. */
export type SaidMoment = { readonly at: string; readonly as: TimeShape };

/** A sentence with moments in it, which are written in the reader's own zone. */
export type Said = readonly (string | SaidMoment)[];

/** A sentence, each moment in the reader's zone with its exact UTC on hover. */
export function SaidText({ said }: { said: Said }) {
  return said.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change places
    <Fragment key={at}>{typeof part === "string" ? part : <Time at={part.at} as={part.as} />}</Fragment>
  ));
}

/** The same in UTC, for keys and for comparing. */
export const saidText = (said: Said): string =>
  said
    .map((part) => (typeof part === "string" ? part : momentText(Date.parse(part.at), "UTC", part.as)))
    .join("");
