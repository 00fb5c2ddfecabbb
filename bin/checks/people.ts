import { z } from "zod";
import { behalfIn } from "#lib/councils/statement.ts";
import { isPrivateStream } from "#lib/rollouts/packet-streams.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, differenceAt, documentCheck, toldIn } from "./documents.ts";
import { printedSigner } from "./signatures.ts";

/** Names are those printed on the signatures and kept with the log's events; everybody named took part in this release. */
export const peopleCheck = documentCheck("people", (documents, packet, found) => {
  const { release, contributors, people, rollout } = documents;
  const recorded = recordedNames(documents, packet);
  const acting = [
    ...toldIn(packet, `rollout/${rollout?.id}`),
    ...toldIn(packet, `release/${release.id}`),
  ].filter(({ type }) => ACTING.includes(type));
  const mentioned = new Set([
    ...recorded.keys(),
    ...contributors.map(({ person }) => person),
    ...release.rounds.map(({ openedBy }) => openedBy),
    ...acting.map(({ actor }) => actor),
  ]);
  const around = new Set(
    packet.entries.filter(({ value }) => isPrivateStream(value.stream)).map(({ value }) => value.actor.id),
  );
  const named = new Set(people.map(({ id }) => id));
  for (const { id, name, ...rest } of people) {
    const names = recorded.get(id);
    if (names && !names.has(name)) found.tampered("people.json", `${id} is not recorded as ${name}`);
    if (!mentioned.has(id) && !around.has(id))
      found.tampered("people.json", `${id} took no part in this release`);
    if (differenceAt({}, rest) !== null) found.tampered("people.json", `${id} has more than a name`);
  }
  for (const id of mentioned) if (!named.has(id)) found.tampered("people.json", `does not name ${id}`);
  return `${recorded.size} names are those printed on the signatures or kept with the log; the other ${named.size - recorded.size} are only the server's word`;
});

/** The names of each person that were hashed: by statements, and by details of the release's events. */
function recordedNames({ release, rollout, verdicts }: Documents, packet: Packet): Map<string, Set<string>> {
  const signers = verdicts.map(({ statement }) => printedSigner(statement));
  const events = [`release/${release.id}`, `rollout/${rollout?.id}`].flatMap((stream) =>
    toldIn(packet, stream),
  );
  const kept = events.flatMap(({ id }) => Object.entries(namesKept(packet, id)));
  const spokenFor = verdicts.flatMap(({ statement }) => behalfIn(statement) ?? []);
  const all = [
    ...spokenFor.map(({ id, name }) => [id, name] as const),
    ...signers.map(({ id, name }) => [id, name] as const),
    ...kept,
  ];
  return new Map(
    [...Map.groupBy(all, ([id]) => id)].map(([id, pairs]) => [id, new Set(pairs.map(([, name]) => name))]),
  );
}

function namesKept({ details }: Packet, event: string): Record<string, string> {
  const kept = details.find(({ uid, name }) => uid === event && name === "names")?.body;
  return z.record(z.string(), z.string()).safeParse(kept).data ?? {};
}

/** Acts of people who neither signed nor contributed. */
const ACTING: readonly string[] = [
  "rollout.started",
  "objection.lifted",
  "condition.reported",
  "condition.signed",
  "recusal.declared",
  "verdict.sealed",
  "emergency.declared",
  "emergency.authorised",
];
