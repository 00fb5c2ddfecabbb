import type { Packet } from "../verify-packet.ts";
import { differenceAt, documentCheck } from "./documents.ts";
import { printedSigner } from "./signatures.ts";

/** Names are those printed on the signatures; everybody named took part in this release. */
export const peopleCheck = documentCheck("people", (documents, packet, found) => {
  const { release, contributors, people, verdicts } = documents;
  const signers = verdicts.map(({ statement }) => printedSigner(statement));
  const printed = Map.groupBy(signers, ({ id }) => id);
  const acting = packet.entries.filter(({ value }) => ACTING.includes(value.action));
  const mentioned = new Set([
    ...printed.keys(),
    ...contributors.map(({ person }) => person),
    ...release.rounds.map(({ openedBy }) => openedBy),
    ...acting.map(({ value }) => value.actor.id),
  ]);
  const around = new Set(packet.entries.filter(isOfSigner).map(({ value }) => value.actor.id));
  const named = new Set(people.map(({ id }) => id));
  for (const { id, name, ...rest } of people) {
    if (printed.get(id)?.every((signer) => signer.name !== name))
      found.tampered("people.json", `${id} did not sign as ${name}`);
    if (!mentioned.has(id) && !around.has(id))
      found.tampered("people.json", `${id} took no part in this release`);
    if (differenceAt({}, rest) !== null) found.tampered("people.json", `${id} has more than a name`);
  }
  for (const id of mentioned) if (!named.has(id)) found.tampered("people.json", `does not name ${id}`);
  return `${printed.size} names are those printed on the signatures; the other ${named.size - printed.size} are only the server's word`;
});

/** Acts of people who neither signed nor contributed. */
const ACTING: readonly string[] = ["rollout.started", "objection.lifted"];

/** Whose act made somebody a signer, or kept them from being one. */
const isOfSigner = ({ value: { stream } }: Packet["entries"][number]): boolean =>
  /^(?:person|password|factors)\//.test(stream);
