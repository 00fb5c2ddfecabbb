import type { RecordedSignature } from "#lib/councils/signature-event.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, ofType, signaturesAmong, type Told, toldIn } from "./documents.ts";
import { day, listed } from "./story-words.ts";
import { waivedOf } from "./waived-in-story.ts";

export const STORY = "story";

/** What the packet tells, in at most ten lines: who signed what under which policy, what was overruled, what happened then. */
export const storyCheck = documentCheck(STORY, (documents, packet) => {
  const told = toldIn(packet, `release/${documents.release.id}`);
  const nameOf = namesIn(documents);
  return [
    whatOf(documents),
    openedOf(told, nameOf),
    policyOf(documents, packet, told),
    signedOf(told, nameOf),
    waivedOf(documents, packet, told),
    overruledOf(told, nameOf),
    endOf(told, nameOf),
    rolloutOf(documents, packet),
    incidentsOf(documents, packet),
    othersOf(documents, packet),
  ].join("\n");
});

type NameOf = (id: string) => string;

function namesIn({ people, verdicts }: Documents): NameOf {
  const signers = verdicts.map(({ statement }) => JSON.parse(statement).predicate.signer);
  const names = new Map([...people, ...signers].map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function whatOf({ release }: Documents): string {
  const { artifact, target } = release.rounds.at(-1)!.sections;
  const base = target.base ? `in place of v${target.base.version}` : "as the first version there";
  return `Release ${release.number}: v${artifact.version} of ${artifact.model} (${artifact.digest}) on ${target.pointer}, ${base}`;
}

function openedOf(told: readonly Told[], nameOf: NameOf): string {
  const [opened] = ofType(told, "release.opened");
  const edits = ofType(told, "release.edited");
  const again = edits.length > 0 ? `, edited ${edits.length === 1 ? "once" : `${edits.length} times`}` : "";
  return `Opened: ${opened ? `by ${nameOf(opened.actor)}, ${day(opened.at)}` : "not shown"}${again}`;
}

/** The policy of the last round, and those published between the opening and the end. */
function policyOf({ release, policy }: Documents, packet: Packet, told: readonly Told[]): string {
  const { council, seats, tier } = release.rounds.at(-1)!.sections.policy;
  const [from, to] = [told[0]?.at ?? "", told.at(-1)?.at ?? ""];
  const since = ofType(toldIn(packet, `policy/${release.workspace}`), "policy.published")
    .filter(({ at }) => at > from && at <= to)
    .map(({ data, at }) => `version ${data.version} came into force ${day(at)}`);
  const asks = seats.map((seat) => `${seat.min} ${seat.function}`).join(", ");
  return `Policy: version ${policy.version}, tier ${tier}, ${council} with ${asks}${since.length > 0 ? `; meanwhile ${since.join(", ")}` : ""}`;
}

function signedOf(told: readonly Told[], nameOf: NameOf): string {
  const signed = signaturesAmong(told).map(
    ({ signature: { signerId, decision, seat, round, method }, told: { at } }) =>
      `${nameOf(signerId)} ${DECIDED[decision]} for ${seat} in round ${round} by ${METHODS[method] ?? method}, ${day(at)}`,
  );
  return `Signed: ${listed(signed, "by nobody")}`;
}

const DECIDED = {
  approve: "approved",
  reject: "rejected",
  "request-changes": "requested changes",
} as const;
const METHODS: Readonly<Record<string, string>> = { webauthn: "passkey", totp: "one-time code" };

/** Objections that their authors did not lift themselves before an approval, and failing checks that somebody went over. */
function overruledOf(told: readonly Told[], nameOf: NameOf): string {
  const approved = ofType(told, "release.approved").at(-1)?.at ?? "";
  const signed = signaturesAmong(told).map(({ signature }) => signature);
  const lifts = new Map(ofType(told, "objection.lifted").map(({ data }) => [data.objection, data.signer]));
  const objected = signed
    .filter(
      ({ decision, signedAt }, i) =>
        decision !== "approve" && signedAt <= new Date(approved) && !isLifted(signed, i),
    )
    .map(({ id, signerId, round }) => {
      const lifter = lifts.get(id);
      const end = lifter ? `, lifted by ${nameOf(lifter)}` : "";
      return `the objection of ${nameOf(signerId)} in round ${round}${end}`;
    });
  const over = [
    ...signed.flatMap(({ over = [], signerId }) => over.map((check) => ({ check, by: nameOf(signerId) }))),
    ...ofType(told, "release.started").flatMap(({ data, actor }) =>
      (data.over ?? []).map((check) => ({ check, by: `${nameOf(actor)} at the start` })),
    ),
  ];
  const checks = [...Map.groupBy(over, ({ check }) => check)].map(
    ([check, by]) => `the failing check ${check}, by ${[...new Set(by.map((one) => one.by))].join(", ")}`,
  );
  return `Overruled: ${listed([...objected, ...checks], "nothing")}`;
}

/** Whether whoever objected approved for the same seat later. */
const isLifted = (signed: readonly RecordedSignature[], at: number): boolean =>
  signed
    .slice(at + 1)
    .some(
      ({ signerId, seat, decision }) =>
        decision === "approve" && signerId === signed[at]!.signerId && seat === signed[at]!.seat,
    );

function endOf(told: readonly Told[], nameOf: NameOf): string {
  const steps = told.flatMap(({ type, at, actor }) => {
    const word = STEPS[type];
    return word === undefined ? [] : [`${word}${BY_HAND.has(type) ? ` by ${nameOf(actor)}` : ""} ${day(at)}`];
  });
  return `Then: ${listed(steps, "still a draft")}`;
}

const BY_HAND = new Set(["release.withdrawn", "release.started"]);
const STEPS: Readonly<Record<string, string>> = {
  "release.submitted": "submitted",
  "release.changes-requested": "sent back",
  "release.review-resumed": "in review again",
  "release.approved": "approved",
  "release.lapsed": "approval lapsed",
  "release.rejected": "rejected",
  "release.withdrawn": "withdrawn",
  "release.expired": "expired",
  "release.started": "started",
  "release.completed": "fully released",
  "release.rolled-back": "rolled back",
  "release.superseded": "superseded",
  "release.reinstated": "live again",
};

function rolloutOf({ rollout }: Documents, packet: Packet): string {
  if (rollout === null) return "Rollout: never started";
  const steps = toldIn(packet, `rollout/${rollout.id}`).flatMap(({ type, data, at }) => {
    if (type === "rollout.advanced") return [`advanced to ${data.to} ${day(at)}`];
    if (type === "rollout.rolling-back" || type === "rollout.halted")
      return [
        `${type === "rollout.halted" ? "halted" : "rolled back"} in ${data.stage} ${day(at)}: ${data.because ?? "by hand"}`,
      ];
    return type === "rollout.completed" ? [`completed ${day(at)}`] : [];
  });
  return `Rollout ${rollout.number}: ${listed(steps, "under way in its first stage")}`;
}

function incidentsOf({ rollout }: Documents, packet: Packet): string {
  const opened = packet.entries.filter(
    ({ value }) => value.action === "incident.opened" && value.targets.some(({ id }) => id === rollout?.id),
  );
  const texts = opened.map(({ value: { stream } }) => {
    const told = toldIn(packet, stream);
    const closed = ofType(told, "incident.closed").at(-1);
    const [{ data }] = ofType(told, "incident.opened") as [Told<"incident.opened">];
    return `${data.number}, ${closed ? `closed ${day(closed.at)}` : "open"}`;
  });
  return `Incidents: ${listed(texts, "none")}`;
}

/** Other releases of the same digest, with the last step of each. */
function othersOf({ release }: Documents, packet: Packet): string {
  const streams = new Set(packet.entries.map(({ value }) => value.stream));
  const others = [...streams].filter(
    (stream) => stream.startsWith("release/") && stream !== `release/${release.id}`,
  );
  const { digest } = release.rounds.at(-1)!.sections.artifact;
  // Those that envelopes name are in the packet, too.
  const texts = others.flatMap((stream) => {
    const told = toldIn(packet, stream);
    const last = told.flatMap(({ type }) => STEPS[type] ?? []).at(-1) ?? "a draft";
    return ofType(told, "release.opened").flatMap(({ data, targets }) =>
      targets.some(({ type, digest: of }) => type === "version" && of === digest)
        ? [`${data.number} of v${data.version} (${last})`]
        : [],
    );
  });
  return `Other releases of the same digest: ${listed(texts, "none here")}`;
}
