import { digestOfBytes } from "#lib/kernel/digest.ts";
import { verdictStatement } from "#lib/releases/verdict-statement.ts";
import { type Documents, differenceAt, documentCheck, ofType, type Told, toldIn } from "./documents.ts";

type Said = { predicate: { signer: { id: string; name: string } } };

/** Every signature is over exactly what the log says it is over, and every one the log knows is there. */
export const signaturesCheck = documentCheck("signatures", ({ release, verdicts }, packet, found) => {
  const casts = ofType(toldIn(packet, `release/${release.id}`), "verdict.cast");
  for (const [i, { verdict, statement }] of verdicts.entries()) {
    const place = `verdicts.ndjson line ${i + 1}`;
    const event = casts[i];
    if (event?.data.verdict !== verdict) {
      found.tampered(place, "is not the verdict cast here by the log");
      continue;
    }
    const { data } = event;
    if (digestOfBytes(new TextEncoder().encode(statement)) !== data.statement)
      found.tampered(place, "is not the statement that was signed");
    if (expectedStatement(release.id, data, event.at, statement) !== statement)
      found.tampered(place, "does not say what its verdict says");
  }
  for (const event of casts.slice(verdicts.length))
    found.tampered("verdicts.ndjson", `lacks the verdict of ${event.place}`);
  return `${verdicts.length} statements say which round, seat, decision and digests were signed, and hash to the log`;
});

/** The statement these data make; of the given one only the printed name is taken over. */
function expectedStatement(
  releaseId: string,
  data: Told<"verdict.cast">["data"],
  signedAt: string,
  given: string,
): string {
  const { predicate } = JSON.parse(given) as Said;
  return verdictStatement({
    releaseId,
    number: data.number,
    round: data.round,
    seat: data.seat,
    decision: data.decision,
    sections: data.sections,
    subjectDigest: data.subject,
    signer: { id: data.signer, name: predicate.signer.name },
    signedAt: new Date(signedAt),
    nonce: data.verdict,
  });
}

/** Who had a part in the release, by the log; and nobody of them was left out who made what is asked for. */
export const contributorsCheck = documentCheck("contributors", ({ release, contributors }, packet, found) => {
  const key = ({ person, because, at }: { person: string; because: string; at: string }) =>
    `${person} ${because} at ${at}`;
  const rounds = ofType(toldIn(packet, `release/${release.id}`), "release.opened", "release.edited");
  const recorded = new Set(
    rounds.flatMap(({ data, at }) => data.contributors.map((one) => key({ ...one, at }))),
  );
  const given = new Set(contributors.map(key));
  for (const one of given)
    if (!recorded.has(one)) found.tampered("contributors.json", `${one}: the log knows nothing of it`);
  for (const one of recorded) if (!given.has(one)) found.tampered("contributors.json", `lacks ${one}`);
  const people = new Set(contributors.map(({ person }) => person));
  for (const [who, what] of makersOf(release.rounds, toldIn(packet, `model/${release.model}`)))
    if (!people.has(who)) found.tampered("contributors.json", `lacks ${who}, who ${what}`);
  return `${people.size} people had a part in it, all by the log`;
});

/** The actors of the events that made the version, its cards and reports up to what each round asks to be signed. */
function makersOf(rounds: Documents["release"]["rounds"], model: readonly Told[]): Map<string, string> {
  const makers = new Map<string, string>();
  for (const { sections } of rounds) {
    const { artifact, card, evidence } = sections;
    const reports = new Set<string>(evidence.reports.map(({ digest }) => digest));
    for (const { type, data, actor, targets } of model) {
      if (type === "version.registered" && data.number === artifact.version)
        makers.set(actor, "registered the version");
      if (type === "card.revised" && data.version === artifact.version && data.revision <= card.revision)
        makers.set(actor, "wrote the card");
      if (targets.some((target) => reports.has(target.digest ?? "")))
        if (type === "evaluation.reported") makers.set(actor, "filed a report");
    }
  }
  return makers;
}

/** Names are those printed on the signatures; everybody named has a part. */
export const peopleCheck = documentCheck("people", (documents, packet, found) => {
  const { release, contributors, people, verdicts } = documents;
  const printed = new Map<string, Set<string>>();
  for (const { statement } of verdicts) {
    const { id, name } = (JSON.parse(statement) as Said).predicate.signer;
    printed.set(id, (printed.get(id) ?? new Set()).add(name));
  }
  const started = packet.entries.filter(({ value }) => value.action === "rollout.started");
  const mentioned = new Set([
    ...printed.keys(),
    ...contributors.map(({ person }) => person),
    ...release.rounds.map(({ openedBy }) => openedBy),
    ...started.map(({ value }) => value.actor.id),
  ]);
  const named = new Set(people.map(({ id }) => id));
  for (const { id, name, ...rest } of people) {
    const names = printed.get(id);
    if (names && !names.has(name)) found.tampered("people.json", `${id} did not sign as ${name}`);
    if (!mentioned.has(id)) found.tampered("people.json", `${id} has no part in this release`);
    if (differenceAt({}, rest) !== null) found.tampered("people.json", `${id} has more than a name`);
  }
  for (const id of mentioned) if (!named.has(id)) found.tampered("people.json", `does not name ${id}`);
  return `${printed.size} names are those printed on the signatures; the other ${named.size - printed.size} are as the server gave them`;
});
