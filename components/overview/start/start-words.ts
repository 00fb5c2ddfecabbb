import type { Arrived } from "#lib/overview/views/registry-start.ts";

export type StartStep = {
  readonly title: string;
  /** What to do for it, or what has arrived. */
  readonly text: string;
  readonly at: string | null;
};

/** The way to a first version, each step with what has arrived of it. */
export function startSteps({ token, tokenUsedAt, model, file }: Arrived): StartStep[] {
  return [
    {
      title: "A token",
      text: token ? `“${token.what}” can register versions` : "make one above",
      at: token?.at ?? null,
    },
    {
      title: "Server reached",
      text: tokenUsedAt ? "a request came with a token" : "no request came with a token yet",
      at: tokenUsedAt,
    },
    { title: "A model", text: model ? model.what : "add one, with its owner", at: model?.at ?? null },
    {
      title: "A file",
      text: file ? "stored, and hashed as it arrived" : "store the weights",
      at: file?.at ?? null,
    },
    { title: "First version", text: "this page updates when it arrives", at: null },
  ];
}

export const WHAT_THEN: readonly { readonly title: string; readonly text: string }[] = [
  { title: "Registered", text: "files hashed, version immutable, a card to fill in" },
  { title: "Evaluated", text: "reports bound to its digest; others are refused" },
  { title: "Signed", text: "a release asks each function to sign" },
  { title: "Rolled out", text: "in stages; rolls back when harm is proven" },
];
