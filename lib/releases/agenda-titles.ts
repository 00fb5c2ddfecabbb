import type { AgendaKind } from "#lib/councils/sitting-events.ts";
import { releaseTitle } from "./release-title.ts";

/** What agendas and minutes call a subject, and the page that decides it. */
export type Titled = { readonly title: string; readonly href: string };

type Named = {
  readonly number: number;
  /** The model, the gate or the council that it is about. */
  readonly name: string;
  /** The pointer that it is for. */
  readonly pointer: string;
  readonly version: number;
  readonly council: string;
};

type Titling = {
  readonly release: (of: Pick<Named, "number" | "name" | "pointer" | "version">) => Titled;
  readonly waiver: (of: Pick<Named, "number" | "name">) => Titled;
  readonly envelope: (of: Pick<Named, "number" | "name" | "pointer">) => Titled;
  readonly "council-proposal": (of: Pick<Named, "name" | "version" | "council">) => Titled;
  readonly "policy-proposal": (of: Pick<Named, "version">) => Titled;
};

/** One name a subject, wherever an agenda shows it. */
export const agendaTitles = {
  release: ({ number, name: model, pointer, version }) => ({
    title: `Release ${number}, ${releaseTitle({ model, version, pointer })}`,
    href: `/releases/${number}`,
  }),
  waiver: ({ number, name }) => ({ title: `Waiver ${number}, ${name}`, href: `/waivers/${number}` }),
  envelope: ({ number, name, pointer }) => ({
    title: `Envelope ${number}, ${name} to ${pointer}`,
    href: `/envelopes/${number}`,
  }),
  "council-proposal": ({ name, version, council }) => ({
    title: `${name}, composition ${version}`,
    href: `/councils/${council}`,
  }),
  "policy-proposal": ({ version }) => ({ title: `Policy ${version}`, href: "/policy" }),
} as const satisfies Titling & Record<AgendaKind, unknown>;
