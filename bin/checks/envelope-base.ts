import type { EnvelopeBase } from "#lib/councils/envelope.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { asksChallenge, type PolicyContent, routeFor } from "#lib/policy/policy.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { worstOf } from "#lib/releases/standard.ts";
import type { Packet } from "../verify-packet.ts";
import { measuredBy } from "./claims-told.ts";
import { type Documents, ofType, type Told, toldBy } from "./documents.ts";

type Proposed = Told<"envelope.proposed">;
type Manifest = Told<"release.opened" | "release.edited">;

/**
 * What is wrong with the release that an envelope says it is measured against: the whole council that its policy names
 * reviewed it, as a normal change; it went out and had not been rolled back; and it had what the envelope says of it.
 */
export function baseFaults(proposed: Proposed, documents: Documents, packet: Packet): string[] {
  const { base } = proposed.data;
  const before = (stream: string) => toldBefore(packet, stream, proposed.id);
  const told = before(`release/${base.release}`);
  const manifest = ofType(told, "release.opened", "release.edited").at(-1);
  const [opened] = ofType(told, "release.opened");
  if (!manifest || !opened) return ["is measured against a release that is not in the packet"];
  const model = before(`model/${documents.release.model}`);
  const policies = new Map(
    ofType(before(`policy/${documents.release.workspace}`), "policy.published").map(({ data }) => [
      data.version,
      { ...data, content: data.content as PolicyContent },
    ]),
  );
  const isOut = told.some(({ type }) => type === "release.completed");
  const isBack = told.some(({ type }) => type === "release.rolled-back");
  return [
    ...(manifest.data.subject === base.subject ? [] : ["is measured against another round than it names"]),
    ...(opened.data.number === base.number && opened.data.version === base.version
      ? []
      : ["is measured against another release than it names"]),
    ...(told.some(({ type }) => type === "release.approved") && isOut && !isBack
      ? []
      : ["is measured against a release that was not approved and fully released"]),
    ...(isNormal(manifest, opened, model) ? [] : ["is measured against a release that is no normal change"]),
    ...(isWhole(manifest, [...policies.values()])
      ? []
      : ["is measured against a release that not the whole council reviewed"]),
    ...contentFaults(base, manifest, model),
  ];
}

/** The events of a stream before another event. */
function toldBefore({ entries }: Packet, stream: string, id: string): Told[] {
  const end = entries.findIndex(({ value }) => value.id === id);
  return entries
    .slice(0, end)
    .flatMap((entry) => (entry.value.stream === stream ? (toldBy(entry) ?? []) : []));
}

/** Its target's digest is that of a normal change in place of nothing or of a version of the model. */
function isNormal({ data }: Manifest, opened: Told<"release.opened">, model: readonly Told[]): boolean {
  const { model: name, pointer } = opened.data;
  const versions = ofType(model, "version.registered").map(({ data: { number: version, digest } }) => ({
    version,
    digest,
  }));
  return [null, ...versions].some(
    (base) => digestOfJson({ model: name, pointer, base, changeClass: "normal" }) === data.sections.target,
  );
}

type Published = { readonly version: number; readonly digest: string; readonly content: PolicyContent };

/** Its policy section's digest is that of a route with all of its seats. */
const isWhole = ({ data }: Manifest, policies: readonly Published[]): boolean =>
  policies.some(({ version, digest, content }) =>
    TIERS.some((tier) => {
      const route = routeFor(content, tier);
      if (!route.ok) return false;
      const { council, seats, reviewDays, validDays } = route.value;
      const asked = asksChallenge(content, tier) ? { challenged: true } : {};
      const section = { version, digest, tier, council, seats, reviewDays, validDays, ...asked };
      return digestOfJson(section) === data.sections.policy;
    }),
  );

function contentFaults(base: EnvelopeBase, { data }: Manifest, model: readonly Told[]): string[] {
  const version = ofType(model, "version.registered").find((one) => one.data.number === base.version)?.data;
  const reports = signedReports(base.version, data.sections.evidence, model);
  const wrong = base.metrics.filter(
    ({ metric, dataset, value }) => worstOf({ metric, dataset }, reports) !== Number(value),
  );
  return [
    ...(version?.digest === base.digest && version.codeCommit === base.parts.code
      ? []
      : ["names another version than was registered"]),
    ...(data.sections.plan === base.parts.plan ? [] : ["names another plan than was signed"]),
    ...wrong.map(({ metric }) => `names another ${metric} than was measured`),
  ];
}

/** The reports that its evidence section names: those filed for the version until the section's digest fits. */
function signedReports(version: number, evidence: string | undefined, model: readonly Told[]) {
  const filed = ofType(model, "evaluation.reported").filter(({ data }) => data.version === version);
  const named = filed.map(({ data: { pipeline, dataset }, targets }) => ({
    pipeline,
    digest: targets.find(({ type }) => type === "evaluation")?.digest,
    dataset,
  }));
  const many = named.findIndex((_, i) => digestOfJson({ reports: named.slice(0, i + 1) }) === evidence) + 1;
  return filed.slice(0, many).map(measuredBy);
}
