import { partDigest } from "#lib/releases/template.ts";
import { templateStream } from "#lib/releases/template-events.ts";
import { differenceAt, documentCheck, ofType, type Round, type Told, toldIn } from "./documents.ts";

/**
 * A release that was made from a template names one that was published before, keeps it in every round, and keeps what it locks
 * of the plan.
 */
export const templatesCheck = documentCheck("templates", ({ release }, packet, found) => {
  const rounds = release.rounds.filter(({ sections }) => sections.target.template);
  const [opened] = ofType(toldIn(packet, `release/${release.id}`), "release.opened");
  const said = opened?.data.template;
  const published = ofType(toldIn(packet, templateStream(release.workspace)), "template.published");
  for (const round of release.rounds) {
    const place = `release.json round ${round.round}`;
    for (const fault of faultsOf(round, said, published)) found.tampered(place, fault);
  }
  const first = release.rounds.find(({ sections }) => sections.target.template)?.sections.target.template;
  for (const { sections, round } of rounds)
    if (differenceAt(first, sections.target.template) !== null)
      found.tampered(`release.json round ${round}`, "names another template than the round before");
  return first
    ? `it was made from version ${first.version} of a template, and kept what that locks`
    : "it was made from no template of the workspace";
});

function faultsOf(
  { openedAt, sections }: Round,
  said: string | undefined,
  published: readonly Told<"template.published">[],
): string[] {
  const named = sections.target.template;
  if (named?.id !== said) return ["does not name the template that the log says it was made from"];
  if (!named) return [];
  const source = published.find(({ data }) => data.template === named.id && data.version === named.version);
  if (!source || source.at > openedAt) return ["names a template that was not published by then"];
  if (source.data.digest !== named.digest) return ["names other content than its template has"];
  return source.data.locked
    .filter((part) => partDigest(sections.plan, part) !== source.data.parts[part])
    .map((part) => `changes the ${part} of its plan, which its template locks`);
}
