import { countOf } from "#components/ui/format-number.ts";
import type { Answer, Answers } from "#lib/obligations/framework.ts";
import { cardSections } from "#lib/registry/card.ts";
import { filledHeadings } from "#lib/registry/card-sections.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { answered, blank, waiting } from "./say.ts";

type Documented = Pick<ReleasePageView, "number" | "card" | "sections" | "comparison" | "evaluation">;
type InCard =
  | "intended-use"
  | "compute"
  | "instructions"
  | "design"
  | "data-in-card"
  | "limits"
  | "measures"
  | "ethics";

/** What the card says, by its sections and, where the standard ones have no place for it, by its headings. */
export function cardAnswers({ number, card, sections }: Documented): Pick<Answers, InCard> {
  const has = new Set(cardSections(card.candidate));
  const headings = filledHeadings(card.candidate);
  const { model, version } = sections.artifact;
  const revise = { label: "Revise the card", href: `/models/${model}/versions/${version}` };
  const more = {
    digest: sections.card.digest,
    place: { label: "See the card", href: `/releases/${number}?tab=card` },
  };
  const under = (found: boolean, section: string, lacking: string): Answer =>
    found ? answered(`Card, ${section}`, more) : blank(lacking, revise);
  const heading = (pattern: RegExp) => headings.some((one) => pattern.test(one));
  return {
    "intended-use": under(has.has("intended use"), "intended use", "The card does not say what it is for."),
    compute: under(
      heading(/hardware|compute|infrastructure|technical spec/),
      "hardware",
      "The card names no hardware and no cost of computing.",
    ),
    instructions: under(
      heading(/instruction|how to|get(ting)? started/),
      "instructions",
      "No instructions for the people who use its answers.",
    ),
    design: under(
      has.has("factors") || heading(/design|architecture|assumption/),
      "design and factors",
      "The card does not explain how it was designed.",
    ),
    "data-in-card": under(has.has("training data"), "training data", "The card does not describe its data."),
    limits: under(
      has.has("caveats and recommendations") || has.has("out of scope"),
      "limits",
      "The card names no limits.",
    ),
    measures: under(has.has("metrics"), "metrics", "The card does not say how it is measured."),
    ethics: under(
      has.has("ethical considerations"),
      "ethical considerations",
      "The card does not say whom it could harm.",
    ),
  };
}

type OfVersion =
  | "identity"
  | "software"
  | "files"
  | "schema"
  | "methods"
  | "data"
  | "groups"
  | "inventory"
  | "consumers";

/** What is bound to the version by digest, and what was measured of it. */
export function versionAnswers({ number, sections, comparison }: Documented): Pick<Answers, OfVersion> {
  const { artifact, data, target } = sections;
  const version = `/models/${artifact.model}/versions/${artifact.version}`;
  const see = { label: "See the version", href: version };
  const files = artifact.manifest?.length;
  const dataTab = { label: "See the data", href: `/releases/${number}?tab=data` };
  const slices = comparison?.slices.length ?? 0;
  return {
    identity: answered(
      target.base
        ? `v${artifact.version}, in place of v${target.base.version}`
        : `v${artifact.version}, the first`,
      { digest: artifact.digest, place: see },
    ),
    software: artifact.lockDigest
      ? answered("Dependencies, by their digest", { digest: artifact.lockDigest, place: see })
      : blank("The version binds no digest of its dependencies.", see),
    files: answered(files ? `${countOf(files, "file")}, each by its digest` : "All files, by one digest", {
      digest: artifact.digest,
      place: { label: "See the files", href: `${version}?tab=artifacts` },
    }),
    schema: answered("What it takes and answers, as a schema", { digest: data.schemaDigest, place: dataTab }),
    methods: artifact.configDigest
      ? answered(`Code ${artifact.codeCommit.slice(0, 7)} and its configuration`, {
          digest: artifact.configDigest,
          place: see,
        })
      : waiting(`Code ${artifact.codeCommit.slice(0, 7)}; its configuration has no digest.`, { place: see }),
    data:
      data.datasets.length > 0
        ? answered(`${countOf(data.datasets.length, "data set")}, each by its digest`, {
            digest: data.datasets[0]!.digest,
            place: dataTab,
          })
        : blank("The version names no data set.", see),
    groups:
      slices > 0
        ? answered(`${countOf(slices, "slice")} compared with what is live`, {
            place: { label: "See the evaluation", href: `/releases/${number}?tab=evaluation` },
          })
        : blank("No slice was compared with what is live.", see),
    inventory: answered(`${artifact.model} v${artifact.version}, with its owner`, {
      place: { label: "See the model", href: `/models/${artifact.model}` },
    }),
    consumers: blank("Nobody has recorded what uses its answers."),
  };
}
