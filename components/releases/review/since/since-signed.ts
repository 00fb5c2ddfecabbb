import { sectionNames } from "#components/releases/section-words.ts";
import { capital } from "#components/ui/capital.ts";
import { countOf } from "#components/ui/format-number.ts";
import { shortDigest } from "#components/ui/short-digest.ts";
import { decided } from "#lib/councils/decided.ts";
import { SECTIONS, type Section } from "#lib/councils/sections.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { changedPart, type DiffLine, diffLines } from "#lib/kernel/line-diff.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { ownSections } from "../own-sections.ts";
import { type ChangedValue, planRows } from "./plan-rows.ts";

type Before = NonNullable<ReleasePageView["signedBefore"]>;

/** What changed in one section: lines of a text, or values. */
export type SectionChange = {
  readonly section: Section;
  readonly title: string;
  readonly mine: boolean;
  /** "3 lines", "2 values" */
  readonly size: string;
  readonly texts: readonly { readonly label: string | null; readonly lines: readonly DiffLine[] }[];
  readonly values: readonly ChangedValue[];
};

export type SinceSigned = {
  readonly round: number;
  /** "You approved for Security" */
  readonly act: string;
  readonly at: string;
  readonly edits: readonly { readonly by: string; readonly at: string }[];
  /** What the reader signs first, what changed before what did not. */
  readonly changes: readonly SectionChange[];
  readonly same: readonly { readonly title: string; readonly mine: boolean }[];
};

/** What changed since the reader last signed, section by section; null where nothing did. */
export function sinceSigned(release: ReleasePageView): SinceSigned | null {
  const { signedBefore: before, rounds } = release;
  if (!before) return null;
  const mine = ownSections(release);
  const order = [...SECTIONS].sort((a, b) => Number(mine.includes(b)) - Number(mine.includes(a)));
  const named = (section: Section) => ({
    title: capital(sectionNames[section]),
    mine: mine.includes(section),
  });
  return {
    round: before.round,
    act: `You ${decided[before.decision]} for ${functionLabels[before.seat]}`,
    at: before.at,
    edits: rounds
      .filter(({ round }) => round > before.round)
      .map(({ openedBy, openedAt }) => ({ by: openedBy, at: openedAt })),
    changes: order
      .filter((section) => before.changed.includes(section))
      .map((section) => ({ section, ...named(section), ...changeOf(section, before, release) })),
    same: order.filter((section) => !before.changed.includes(section)).map(named),
  };
}

type Change = Pick<SectionChange, "size" | "texts" | "values">;

function changeOf(section: Section, before: Before, { sections, card }: ReleasePageView): Change {
  if (section === "card") return ofTexts([{ label: null, before: before.card ?? "", after: card.candidate }]);
  if (section === "case") return ofTexts(caseTexts(before.sections.case, sections.case));
  const values =
    section === "plan"
      ? planRows(before.sections.plan, sections.plan)
      : otherRows(section, before.sections, sections);
  return { size: countOf(values.length, "value"), texts: [], values };
}

type Text = { readonly label: string | null; readonly before: string; readonly after: string };

function ofTexts(texts: readonly Text[]): Change {
  const changed = texts
    .filter(({ before, after }) => before !== after)
    .map(({ label, before, after }) => ({ label, lines: changedPart(diffLines(before, after), 1) }));
  const lines = changed.flatMap((text) => text.lines).filter(({ kind }) => kind !== "same");
  return { size: countOf(lines.length, "line"), texts: changed, values: [] };
}

type Case = ReleaseSections["case"];

const CASE: readonly { readonly label: string; readonly text: (value: Case) => string }[] = [
  { label: "What", text: ({ what }) => what },
  { label: "Why now", text: ({ why }) => why },
  { label: "Expected benefit", text: ({ benefit }) => benefit },
  { label: "Risk", text: ({ risk }) => risk },
  { label: "Way back", text: ({ wayBack }) => wayBack },
  { label: "Keep if", text: ({ acceptance }) => acceptance.join("\n") },
  { label: "Roll back if", text: ({ rollback }) => rollback.join("\n") },
  {
    label: "Substantial modification",
    text: ({ substantialModification: { is, because } }) => `${is ? "Yes" : "No"}: ${because}`,
  },
];

const caseTexts = (before: Case, after: Case): Text[] =>
  CASE.map(({ label, text }) => ({ label, before: text(before), after: text(after) }));

type Valued = Exclude<Section, "case" | "card" | "plan">;

const otherRows = (section: Valued, before: ReleaseSections, after: ReleaseSections): ChangedValue[] =>
  VALUES[section]
    .map(({ label, text }) => ({ label, before: text(before), after: text(after), effect: null }))
    .filter((row) => row.before !== row.after);

type Labelled = { readonly label: string; readonly text: (sections: ReleaseSections) => string };

const VALUES: Readonly<Record<Valued, readonly Labelled[]>> = {
  artifact: [
    { label: "Version", text: ({ artifact }) => `v${artifact.version}` },
    { label: "Digest", text: ({ artifact }) => shortDigest(artifact.digest).short },
  ],
  evidence: [
    {
      label: "Reports",
      text: ({ evidence: { reports } }) =>
        reports.map(({ pipeline, digest }) => `${pipeline} ${shortDigest(digest).short}`).join(", "),
    },
  ],
  data: [
    { label: "Datasets", text: ({ data }) => data.datasets.map(({ name }) => name).join(", ") },
    { label: "Schema", text: ({ data }) => shortDigest(data.schemaDigest).short },
  ],
  target: [
    { label: "Pointer", text: ({ target }) => target.pointer },
    { label: "Replaces", text: ({ target: { base } }) => (base ? `v${base.version}` : "nothing") },
    { label: "Change class", text: ({ target }) => target.changeClass },
  ],
  policy: [
    { label: "Policy", text: ({ policy }) => `version ${policy.version}` },
    { label: "Council", text: ({ policy }) => policy.council },
    {
      label: "Seats",
      text: ({ policy: { seats } }) =>
        seats.map((seat) => `${functionLabels[seat.function]} ${seat.min}`).join(", "),
    },
  ],
};
