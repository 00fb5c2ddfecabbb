/** What can be found, in the order in which it is listed. */
export const SEARCH_KINDS = [
  "model",
  "version",
  "release",
  "rollout",
  "incident",
  "person",
  "event",
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** One word of a search, with everything that it may mean. */
export type Term = {
  /** Lower case. */
  readonly text: string;
  /** The kind it names: "release", "releases". */
  readonly kind: SearchKind | null;
  /** "2", "#2", "10,482" */
  readonly number: number | null;
  /** "v2", or a number alone. */
  readonly version: number | null;
  /** Hex digits that a digest begins and ends with. */
  readonly digest: { readonly start: string; readonly end: string } | null;
};

/** More words than this narrow no search that a person would make. */
const TERMS_MAX = 8;
const NUMBER_MAX = 2_147_483_647;

/** The words of a search. All of them must be met by what is found. */
export const termsOf = (query: string): Term[] =>
  query
    .toLowerCase()
    .split(/\s+/)
    // As pages show a digest: "sha256 d72d…108e".
    .filter((text) => text !== "" && text !== "sha256")
    .slice(0, TERMS_MAX)
    .map(termOf);

function termOf(text: string): Term {
  const plain = numberOf(/^#?(\d{1,3}(?:,\d{3})+|\d{1,10})$/.exec(text));
  return {
    text,
    kind: kindOf(text),
    number: plain,
    version: plain ?? numberOf(/^v(\d{1,10})$/.exec(text)),
    digest: digestOf(text),
  };
}

function numberOf(found: RegExpExecArray | null): number | null {
  const number = Number(found?.[1]?.replaceAll(",", "") ?? "");
  return Number.isInteger(number) && number >= 0 && number <= NUMBER_MAX && found ? number : null;
}

const NOUNS: Readonly<Record<SearchKind, readonly string[]>> = {
  model: ["model", "models"],
  version: ["version", "versions"],
  release: ["release", "releases"],
  rollout: ["rollout", "rollouts"],
  incident: ["incident", "incidents"],
  person: ["person", "people"],
  event: ["event", "events", "leaf"],
};

const kindOf = (text: string): SearchKind | null =>
  SEARCH_KINDS.find((kind) => NOUNS[kind].includes(text)) ?? null;

/** At least six digits alone, as an ordinary word may be hex; fewer after `sha256:` or in a shortened digest. */
function digestOf(text: string): Term["digest"] {
  const short = /^(?:sha256:)?([0-9a-f]{4,})…([0-9a-f]{4,})$/.exec(text);
  if (short) return { start: short[1]!, end: short[2]! };
  const start = /^sha256:([0-9a-f]{2,64})$/.exec(text) ?? /^([0-9a-f]{6,64})$/.exec(text);
  return start ? { start: start[1]!, end: "" } : null;
}
