import { foldBy } from "#lib/audit/replay.ts";
import { registryEvents } from "./events.ts";

/** Models and registered versions as the log records them. */
export const registryFold = foldBy(registryEvents, {
  "model.created"({ facts }, { data: { name, riskTier, ownerId }, stream }) {
    facts.set(stream.replace("/", " "), { name, riskTier, ownerId });
  },
  "artifact.stored": null,
  "version.registered"({ facts }, { data, stream }) {
    const { number, digest, files, codeCommit } = data;
    facts.set(`version ${number} of ${stream.replace("/", " ")}`, { digest, files, codeCommit });
  },
  "version.offered": null,
  "card.revised": null,
  "evaluation.reported": null,
});
