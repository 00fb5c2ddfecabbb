import { documentCheck, ofType, type Round, type Told, toldIn } from "./documents.ts";

/** The contributors are those the log gives, and no author of what was signed is left out. */
export const contributorsCheck = documentCheck("contributors", ({ release, contributors }, packet, found) => {
  const key = ({ person, because, at }: { person: string; because: string; at: string }) =>
    `${person} ${because} at ${at}`;
  const rounds = ofType(toldIn(packet, `release/${release.id}`), "release.opened", "release.edited");
  const recorded = new Set(
    rounds.flatMap(({ data, at }) => data.contributors.map((one) => key({ ...one, at }))),
  );
  const given = new Set(contributors.map(key));
  for (const one of given)
    if (!recorded.has(one)) found.tampered("contributors.json", `${one}: the log does not record this`);
  for (const one of recorded) if (!given.has(one)) found.tampered("contributors.json", `lacks ${one}`);
  const people = new Set(contributors.map(({ person }) => person));
  for (const [who, what] of makersOf(release.rounds, toldIn(packet, `model/${release.model}`)))
    if (!people.has(who)) found.tampered("contributors.json", `lacks ${who}, who ${what}`);
  return `${people.size} contributors, each recorded by the log`;
});

/** The actors of the events that made the version, its cards and its reports, up to each round's signed content. */
const makersOf = (rounds: readonly Round[], model: readonly Told[]): Map<string, string> =>
  new Map(
    rounds.flatMap(({ sections }) =>
      model.flatMap((told): [string, string][] => {
        const part = partIn(sections, told);
        return part === null ? [] : [[told.actor, part]];
      }),
    ),
  );

/** What the actor of an event contributed to the signed content; null where nothing. */
function partIn({ artifact, card, evidence }: Round["sections"], told: Told): string | null {
  const { type, data, targets } = told;
  if (type === "version.registered" && data.number === artifact.version) return "registered the version";
  if (type === "card.revised" && data.version === artifact.version && data.revision <= card.revision)
    return "wrote the card";
  const reports = evidence.reports.map(({ digest }): string => digest);
  const isOf = (target: { digest?: string }) => reports.includes(target.digest ?? "");
  return type === "evaluation.reported" && targets.some(isOf) ? "filed a report" : null;
}
