import { differenceAt, documentCheck } from "./documents.ts";
import { printedSigner } from "./signatures.ts";

/** Names are those printed on the signatures; everybody named has a part. */
export const peopleCheck = documentCheck("people", (documents, packet, found) => {
  const { release, contributors, people, verdicts } = documents;
  const printed = new Map<string, Set<string>>();
  for (const { statement } of verdicts) {
    const { id, name } = printedSigner(statement);
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
