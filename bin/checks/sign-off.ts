import { documentCheck, toldIn } from "./documents.ts";
import { SignOffReplay } from "./sign-off-replay.ts";

/**
 * Replays every signature in the order of the log: who signed what, whether they were allowed to, and that the release
 * was approved exactly when all seats were met and nobody objected, with a signature or because an edit or somebody's
 * authority changed where the sign-off stood, and every gate of the round's policy that must pass did, asked again.
 */
export const signOffCheck = documentCheck("sign-off", (documents, packet, found) => {
  const { release } = documents;
  const events = toldIn(packet, `release/${release.id}`);
  const replay = new SignOffReplay(documents, packet);
  let met = "never approved";
  for (const [i, event] of events.entries()) {
    const next = events[i + 1];
    for (const fault of replay.take(event, next)) found.tampered(event.place, fault);
    if (event.type === "release.approved") met = `approved with round ${replay.round.round}`;
  }
  return `${replay.signed.signatures.length} signatures by people who did not contribute, one seat each; ${met}`;
});
