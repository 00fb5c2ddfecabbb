import { isAtLeast } from "#lib/registry/tier.ts";
import { documentCheck, ofType, toldIn } from "./documents.ts";

/** Each round is routed by at least the tier that the log gives the model, and the tier of a release never falls. */
export const tierCheck = documentCheck("tier", ({ release }, packet, found) => {
  const [created] = ofType(toldIn(packet, `model/${release.model}`), "model.created");
  if (!created) {
    found.incomplete("entries.ndjson", `does not say the tier of model/${release.model}`);
    return "";
  }
  const { riskTier } = created.data;
  let soFar = riskTier;
  for (const { round, sections } of release.rounds) {
    const { tier } = sections.policy;
    const place = `release.json round ${round}`;
    if (!isAtLeast(tier, riskTier))
      found.tampered(place, `is routed as ${tier}, although the model is ${riskTier}`);
    else if (!isAtLeast(tier, soFar)) found.tampered(place, `falls from ${soFar} to ${tier}`);
    soFar = tier;
  }
  return `the model is ${riskTier}; the last round is routed as ${soFar}`;
});
