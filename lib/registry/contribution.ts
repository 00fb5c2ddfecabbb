import type { TokenPart } from "#lib/access/token.ts";

/** How somebody contributes to a version, in the order of the work. */
export const CONTRIBUTION_PARTS = ["registered", "uploaded", "wrote-card", "measured"] as const;
export type ContributionPart = (typeof CONTRIBUTION_PARTS)[number];

/** A version as a reason names it. */
export type NamedVersion = { readonly model: string; readonly number: number };

export type Contribution = {
  readonly personId: string;
  readonly personName: string;
  readonly part: ContributionPart;
  /** The token it was done through, and what the person has to do with it; null where it was done by hand. */
  readonly token: string | null;
  readonly tokenPart: TokenPart | null;
};

const TO_THIS_VERSION: Readonly<Record<ContributionPart, string>> = {
  registered: "registered this version",
  uploaded: "uploaded its files",
  "wrote-card": "wrote its card",
  measured: "produced its evaluation",
};

const TO_AN_ANCESTOR: Readonly<Record<ContributionPart, (ancestor: string) => string>> = {
  registered: (ancestor) => `registered ${ancestor}`,
  uploaded: (ancestor) => `uploaded the files of ${ancestor}`,
  "wrote-card": (ancestor) => `wrote the card of ${ancestor}`,
  measured: (ancestor) => `measured ${ancestor}`,
};

const TOKENS: Readonly<Record<TokenPart, string>> = {
  issued: "issued",
  "answers-for": "took responsibility for",
};

/** Why a contribution to `of` counts for `version`, to follow "you" or a name. */
export function contributionWords(
  { part, token, tokenPart }: Pick<Contribution, "part" | "token" | "tokenPart">,
  of: NamedVersion,
  version: NamedVersion,
): string {
  const did = isSame(of, version) ? TO_THIS_VERSION[part] : TO_AN_ANCESTOR[part](ancestorWords(of, version));
  return token && tokenPart ? `${TOKENS[tokenPart]} the token ${token}, which ${did}` : did;
}

/** Why the owner of a model counts for `version`. */
export const ownershipWords = (of: NamedVersion, version: NamedVersion): string =>
  of.model === version.model
    ? "took ownership of the model"
    : `took ownership of ${of.model}, whose v${of.number} is an ancestor of v${version.number}`;

/** A version as a version of this or of another model calls it. */
export const versionName = (of: NamedVersion, model: string): string =>
  of.model === model ? `v${of.number}` : `${of.model} v${of.number}`;

const ancestorWords = (of: NamedVersion, version: NamedVersion): string =>
  `${versionName(of, version.model)}, an ancestor of v${version.number}`;

const isSame = (a: NamedVersion, b: NamedVersion): boolean => a.model === b.model && a.number === b.number;
