import type { Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, streamOf } from "./documents.ts";

/** Who had a part in the release, by the log; and nobody of them was left out who made what is asked for. */
export const contributorsCheck = documentCheck("contributors", ({ release, contributors }, packet, found) => {
  const key = ({ person, because, at }: { person: string; because: string; at: string }) =>
    `${person} ${because} at ${at}`;
  const events = streamOf(packet, `release/${release.id}`).map(({ value }) => value);
  const recorded = new Set<string>(
    events.flatMap(({ data, occurred_at: at }) =>
      (data.contributors ?? []).map((one: { person: string; because: string }) => key({ ...one, at })),
    ),
  );
  const given = new Set(contributors.map(key));
  for (const one of given)
    if (!recorded.has(one)) found.tampered("contributors.json", `${one}: the log knows nothing of it`);
  for (const one of recorded) if (!given.has(one)) found.tampered("contributors.json", `lacks ${one}`);
  const people = new Set(contributors.map(({ person }) => person));
  for (const [who, what] of makersOf(release.rounds, streamOf(packet, `model/${release.model}`)))
    if (!people.has(who)) found.tampered("contributors.json", `lacks ${who}, who ${what}`);
  return `${people.size} people had a part in it, all by the log`;
});

/** The actors of the events that made the version, its cards and reports up to what each round asks to be signed. */
function makersOf(rounds: Documents["release"]["rounds"], model: Packet["entries"]): Map<string, string> {
  const makers = new Map<string, string>();
  for (const { sections } of rounds) {
    const { artifact, card, evidence } = sections;
    const reports = new Set<string>(evidence.reports.map(({ digest }) => digest));
    for (const { value } of model) {
      const { data, action, actor, targets } = value;
      if (action === "version.registered" && data.number === artifact.version)
        makers.set(actor.id, "registered the version");
      if (action === "card.revised" && data.version === artifact.version && data.revision <= card.revision)
        makers.set(actor.id, "wrote the card");
      if (targets.some((target: { digest?: string }) => reports.has(target.digest ?? "")))
        if (action === "evaluation.reported") makers.set(actor.id, "filed a report");
    }
  }
  return makers;
}
