import { type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, type Told, toldBy } from "./documents.ts";

/** The states in which an artifact may be deployed. */
const DEPLOYABLE: readonly ReleaseState[] = ["approved", "releasing", "released"];

/** Each deployment that was allowed by the release: it was approved then, and over exactly these bits. */
export const deploymentsCheck = documentCheck("deployments", ({ release }, packet, found) => {
  const allowed = allowedBy(release, packet);
  for (const { event, state } of allowed)
    for (const fault of faultsOf(event, state, release)) found.tampered(event.place, fault);
  return allowed.length === 1
    ? "1 deployment was allowed while it was approved"
    : `${allowed.length} deployments were allowed while it was approved`;
});

type Allowed = { readonly event: Told<"deployment.allowed">; readonly state: ReleaseState };

/** In the order of the log, which is the order of the locks that both kinds of events are written under. */
function allowedBy(release: Documents["release"], packet: Packet): Allowed[] {
  let state: ReleaseState = "draft";
  return packet.entries.flatMap((entry) => {
    if (entry.value.stream === `release/${release.id}`)
      state = releaseAfter(state, { type: entry.value.action });
    const event = toldBy(entry);
    const isOwn = event?.type === "deployment.allowed" && event.data.release === release.number;
    return isOwn ? [{ event, state }] : [];
  });
}

function faultsOf(
  { data: { round, subject, artifact } }: Told<"deployment.allowed">,
  state: ReleaseState,
  { rounds }: Documents["release"],
): string[] {
  const signed = rounds[round - 1];
  return [
    ...(DEPLOYABLE.includes(state) ? [] : [`was allowed while the release was ${state}`]),
    ...(signed?.subject === subject ? [] : ["names another subject than its round's"]),
    ...(signed?.sections.artifact.digest === artifact ? [] : ["allows other bits than the signed ones"]),
  ];
}
