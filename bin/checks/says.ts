import type { IdentityLevel } from "#lib/access/identity-level.ts";
import { approversOf, type Sayer } from "#lib/councils/circle.ts";
import { levelsToChange } from "#lib/councils/policy-proposal.ts";
import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { stricterTier, type Tier } from "#lib/registry/tier.ts";
import type { Packet } from "../verify-packet.ts";
import { Beside } from "./beside.ts";
import { type Documents, ofType, signaturesAmong, type Told, toldBy, toldIn } from "./documents.ts";

/** A signature or a lift as the rules see it. */
export type Say = {
  readonly event: string;
  readonly place: string;
  readonly at: string;
  readonly signer: string;
  /** Whom they spoke for by delegation. */
  readonly onBehalfOf: string | undefined;
  readonly seat: Sayer["seat"];
  /** What it is about, beside its seat; nothing for the packet's own release. */
  readonly about: string;
  /** The window it was signed under; undefined before there was a rule. */
  readonly days: number | undefined;
  /** The hours after a reset or a new factor that it was signed under; undefined before there was that rule. */
  readonly hours: number | undefined;
  readonly approves: boolean;
  /** Said in a session, without a proof of presence: then no way in is named. */
  readonly inSession?: true;
  /** The account at a provider that it names. */
  readonly account: string | null;
  /** How its signer was known, by its own words; undefined before that was recorded. */
  readonly level: IdentityLevel | undefined;
  /** Who had a say in the same subject before. */
  readonly sayers: readonly Sayer[];
  /** What the policy asks of its signer; null where that policy is not in the packet. */
  readonly asked: {
    readonly days: number;
    readonly hours: number;
    readonly levels: readonly IdentityLevel[];
  } | null;
};

/** Who signed the release or lifted an objection to it, and who signed its policies and its model's tier. */
export function saysIn(documents: Documents, packet: Packet): Say[] {
  const stream = toldIn(packet, `policy/${documents.release.workspace}`);
  const contents: Contents = new Map(
    ofType(stream, "policy.published").map(({ data }) => [data.version, data.content as PolicyContent]),
  );
  return [
    ...saysOfPolicies(stream, contents),
    ...saysOfTier(documents, packet),
    ...saysOfWaivers(documents, packet),
    ...saysOfModel(documents, packet),
    ...saysOfRelease(documents, packet, contents),
  ];
}

type Contents = ReadonlyMap<number, PolicyContent>;

/** What a policy asks of whoever signs under it, given the levels that it takes there. */
const askedBy = (
  content: PolicyContent | undefined,
  levels: (content: PolicyContent) => readonly IdentityLevel[],
): Say["asked"] => {
  if (!content) return null;
  const { independenceDays: days, factorWaitHours: hours } = peopleRules(content);
  return { days, hours, levels: levels(content) };
};

type OfSeat = Told<
  | OfRelease
  | "policy.signed"
  | "council.signed"
  | "assessment.signed"
  | "waiver.signed"
  | "envelope.signed"
  | "review.signed"
>;
type OfRelease = "verdict.cast" | "objection.lifted" | "condition.signed" | "emergency.authorised";

/** What a signature or a lift says of its signer. */
function signerSaid(event: OfSeat) {
  const { signer, seat, independenceDays: days, factorWaitHours: hours, identity, level } = event.data;
  const onBehalfOf = event.type === "verdict.cast" ? event.data.onBehalfOf : undefined;
  const by = { onBehalfOf, signer, seat, days, hours, account: identity ?? null, level };
  return { event: event.id, place: event.place, at: event.at, ...by };
}

/** A change of the policy, or of a council, is signed under the version that was in force when it was proposed. */
function saysOfPolicies(stream: ReturnType<typeof toldIn>, contents: Contents): Say[] {
  const proposed = ofType(stream, "policy.proposed", "council.proposed");
  const proposals = new Map(proposed.map(({ data }) => [data.proposal, data]));
  const signed = new Map<string, RecordedSignature[]>();
  return ofType(stream, "policy.signed", "council.signed").map((event) => {
    const { decision, proposal, version } = event.data;
    const before = signed.get(proposal) ?? [];
    signed.set(proposal, [...before, ...signaturesAmong([event]).map(({ signature }) => signature)]);
    const base = contents.get(proposals.get(proposal)?.base.version ?? 0);
    return {
      ...signerSaid(event),
      about: event.type === "policy.signed" ? ` of policy ${version}` : " of a council",
      approves: decision === "approve",
      sayers: approversOf(before),
      asked: askedBy(base, levelsToChange),
    };
  });
}

/** A tier is signed under the policy in force then, beside whoever proposed it. */
function saysOfTier({ release }: Documents, packet: Packet): Say[] {
  const streams = [`policy/${release.workspace}`, `model/${release.model}`];
  const proposers = new Map<string, Sayer[]>();
  let content: PolicyContent | undefined;
  return packet.entries.flatMap((entry) => {
    const told = streams.includes(entry.value.stream) ? toldBy(entry) : null;
    if (told?.type === "policy.published") content = told.data.content as PolicyContent;
    if (told?.type === "assessment.proposed")
      proposers.set(told.data.assessment, [{ personId: told.actor, seat: "compliance" }]);
    if (told?.type !== "assessment.signed") return [];
    const { assessment, decision, tier, from } = told.data;
    const asked = askedBy(content, (policy) => peopleRules(policy).identity[stricterTier(tier, from)]);
    return {
      ...signerSaid(told),
      about: " of the model's tier",
      approves: decision === "approve",
      sayers: proposers.get(assessment) ?? [],
      asked,
    };
  });
}

/** A waiver is signed under the policy in force then, beside whoever asked for it and for the term. */
function saysOfWaivers({ release }: Documents, packet: Packet): Say[] {
  const streams = [`policy/${release.workspace}`, `model/${release.model}`];
  const requests = new Map<string, Told<"waiver.requested">["data"] & { readonly askers: string[] }>();
  let content: PolicyContent | undefined;
  return packet.entries.flatMap((entry) => {
    const told = streams.includes(entry.value.stream) ? toldBy(entry) : null;
    if (told?.type === "policy.published") content = told.data.content as PolicyContent;
    if (told?.type === "waiver.requested")
      requests.set(told.data.waiver, { ...told.data, askers: [told.actor] });
    if (told?.type === "waiver.extended") requests.get(told.data.waiver)?.askers.splice(1, 1, told.actor);
    if (told?.type !== "waiver.signed") return [];
    const request = requests.get(told.data.waiver);
    if (!request) return [];
    const { seat, tier, askers } = request;
    return {
      ...signerSaid(told),
      about: " of a waiver",
      approves: told.data.decision === "approve",
      sayers: [...new Set(askers)].map((personId) => ({ personId, seat })),
      asked: askedBy(content, (policy) => peopleRules(policy).identity[tier]),
    };
  });
}

type Opened = { readonly about: string; readonly tier: Tier; readonly proposer: string | null };

/** What is signed about the model, with whoever must not sign it themselves. */
function openedBy(told: Told): [id: string, opened: Opened] | null {
  if (told.type === "envelope.proposed")
    return [told.data.envelope, { about: " of an envelope", tier: told.data.tier, proposer: told.actor }];
  return told.type === "review.opened"
    ? [told.data.review, { about: " of a re-review", tier: told.data.terms.tier, proposer: null }]
    : null;
}

type OfModel = Told<"envelope.signed" | "review.signed">;
const isOfModel = (told: Told | null): told is OfModel =>
  told?.type === "envelope.signed" || told?.type === "review.signed";
const signedOf = (told: OfModel): string =>
  told.type === "envelope.signed" ? told.data.envelope : told.data.review;

/** Envelopes and re-reviews are signed under the policy in force then, beside whoever proposed it and whoever signed before. */
function saysOfModel({ release }: Documents, packet: Packet): Say[] {
  const streams = [`policy/${release.workspace}`, `model/${release.model}`];
  const told = packet.entries.flatMap((entry) =>
    streams.includes(entry.value.stream) ? (toldBy(entry) ?? []) : [],
  );
  const opened = new Map(told.flatMap((one) => [openedBy(one)].flatMap((found) => (found ? [found] : []))));
  const signed = new Map<string, RecordedSignature[]>();
  let content: PolicyContent | undefined;
  return told.flatMap((one) => {
    if (one.type === "policy.published") content = one.data.content as PolicyContent;
    const of = isOfModel(one) ? opened.get(signedOf(one)) : undefined;
    if (!isOfModel(one) || !of) return [];
    const before = signed.get(signedOf(one)) ?? [];
    signed.set(signedOf(one), [...before, recordedSignature(one, one.at)]);
    const proposers = of.proposer === null ? [] : [{ personId: of.proposer, seat: one.data.seat }];
    return {
      ...signerSaid(one),
      about: of.about,
      approves: one.data.decision === "approve",
      sayers: [...proposers, ...approversOf(before)],
      asked: askedBy(content, (policy) => peopleRules(policy).identity[of.tier]),
    };
  });
}

const isSay = (event: Told): event is Told<OfRelease> =>
  event.type === "verdict.cast" ||
  event.type === "objection.lifted" ||
  event.type === "condition.signed" ||
  event.type === "emergency.authorised";

const isApproving = ({ data }: Told<OfRelease>): boolean =>
  !("decision" in data) || data.decision === "approve";

function saysOfRelease({ release }: Documents, packet: Packet, contents: Contents): Say[] {
  const beside = new Beside();
  const says: Say[] = [];
  const rushers: Sayer[] = [];
  let round = release.rounds[0]!;
  for (const event of toldIn(packet, `release/${release.id}`)) {
    rushers.push(...rushingIn(event));
    if ("round" in event.data) round = release.rounds[event.data.round - 1] ?? round;
    const { policy: section, target } = round.sections;
    const few = fewIn(target, release);
    if (isSay(event)) {
      const { tier } = section;
      const asked = askedBy(contents.get(section.version), (content) => peopleRules(content).identity[tier]);
      // Whoever lets an emergency out is independent of those who opened and declared it; the seats are others' matter.
      const seated = [...few, ...beside.sayers()];
      const sayers = event.type === "emergency.authorised" ? rushers : seated;
      says.push({ ...signerSaid(event), about: "", approves: isApproving(event), sayers, asked });
    }
    if (event.type === "challenge.judged") {
      const asked = askedBy(contents.get(section.version), () => []);
      says.push({ ...judgeSaid(event), sayers: [...few, ...beside.sayers()], asked });
    }
    beside.take(event);
  }
  return says;
}

/** Few sign a standard change, so that each of them is independent of its author. */
const fewIn = ({ changeClass }: { changeClass: string }, { author }: Documents["release"]): Sayer[] =>
  changeClass === "standard" ? [{ personId: author, seat: "engineering" }] : [];

/** Who opened it or declared its emergency, for whom another lets it out. */
const rushingIn = ({ type, actor: personId }: Told): Sayer[] =>
  type === "release.opened" || type === "emergency.declared" ? [{ personId, seat: "engineering" }] : [];

/** Who judged the answer to a challenge: to find it satisfactory takes what an approval takes. */
function judgeSaid({ id: event, place, at, data }: Told<"challenge.judged">) {
  const { signer, seat, satisfied: approves, independenceDays: days, factorWaitHours: hours } = data;
  const by = { onBehalfOf: undefined, signer, seat, days, hours, account: null, level: undefined };
  return { event, place, at, ...by, about: " of a challenge", approves, inSession: true as const };
}
