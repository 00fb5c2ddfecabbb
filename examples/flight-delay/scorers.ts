import { createHash } from "node:crypto";
import { get, type Server } from "./http.ts";
import { type Scorer, scorerOf } from "./serve.ts";
import type { Weights } from "./types.ts";

/** Scorers by version: weights are fetched once and must have the digest the server vouches for. */
export function scorerCache(
  server: Server,
  model: string,
  signal: AbortSignal,
  onWait: (reason: string) => void,
) {
  const known = new Map<string, Promise<Scorer>>();
  const load = async (version: string): Promise<Scorer> => {
    const path = `/api/v1/models/${model}/versions/${encodeURIComponent(version)}/artifacts/weights.json`;
    const { content, sha256 } = await get(server, path, signal, onWait);
    const actual = createHash("sha256").update(content).digest("hex");
    if (sha256 !== actual)
      throw new Error(`weights of version ${version} are ${actual}, not ${sha256} as promised`);
    return scorerOf(JSON.parse(content.toString("utf8")) as Weights);
  };
  return (version: string): Promise<Scorer> => {
    const scorer = known.get(version) ?? load(version);
    known.set(version, scorer);
    return scorer;
  };
}
