/** One operation of the API, as the page explains it. */
export type ApiEntry = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly tag: string;
  readonly fields: readonly ApiField[];
  readonly answer: { readonly status: string; readonly words: string; readonly fields: readonly ApiField[] };
  /** An example to paste into a shell. */
  readonly curl: string;
};

export type ApiField = {
  readonly name: string;
  /** Where it stands: `path`, `query`, `header`, `body` or `answer`. */
  readonly place: string;
  readonly required: boolean;
  readonly words: string;
  readonly shape: string;
};

/** A code that the API refuses with. */
export type ApiRefusal = {
  readonly code: string;
  readonly message: string | null;
  readonly todo: string | null;
};

/** The page of one operation. */
export const entryHref = (id: string): string => `/api/docs?operation=${id}`;

/** The operations by tag, in the order of the document. */
export const byTag = (entries: readonly ApiEntry[]): ReadonlyMap<string, readonly ApiEntry[]> =>
  Map.groupBy(entries, ({ tag }) => tag);

type Step = { readonly id: string; readonly title: string; readonly text: string };

/** From nothing to an evaluated version, in the order in which the examples work. */
export const STEPS: readonly Step[] = [
  {
    id: "store-artifact",
    title: "Store the file",
    text: "The body is the file itself. The answer has the digest and the size that the manifest names.",
  },
  {
    id: "register-version",
    title: "Register the version",
    text: "Its files, code, data, schema and card. The version gets a number and a digest, and never changes.",
  },
  {
    id: "report-evaluation",
    title: "File an evaluation report",
    text: "Numbers with their intervals, bound to the version's digest. A report of other files is refused.",
  },
  {
    id: "revise-card",
    title: "Revise the card",
    text: "The card is the one part that may change. Signatures keep the revision they were given on.",
  },
];
