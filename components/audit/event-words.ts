import { functionLabels } from "#components/access/words.ts";
import type { Tone } from "#components/ui/tone.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { factorOf, factorSentences } from "./factor-sentences.ts";

/** An event as far as a sentence needs it. */
export type SaidEvent = {
  readonly action: string;
  readonly targets?: readonly { readonly type: string; readonly id: string }[];
  readonly actor: { readonly type: string; readonly id: string; readonly name: string | null };
  readonly data: Readonly<Record<string, unknown>>;
};

/** Names of people and tokens by id, as far as they are known. */
export type Names = ReadonlyMap<string, string>;

/** Who did what, in a sentence: "Mira Okafor approved release 2 for Security." Unknown actions keep their name. */
export function eventSentence(event: SaidEvent, names: Names = new Map()): string {
  const whom = personOf(event, names);
  if (event.action === "session.opened") return capital(`${whom} signed in.`);
  if (event.action === "session.closed") return capital(`${whom} signed out.`);
  if (event.action === "session.confirmed")
    return capital(`${whom} completed a sign-in by ${factorOf(event.data["method"])}.`);
  if (event.action.startsWith("session") && event.targets?.[0]?.id === event.actor.id)
    return `${actorName(event)} ended ${event.action === "session.ended" ? "a session" : "all other sessions"} of their own.`;
  const counted = countedSentence(event, whom);
  if (counted) return capital(counted);
  const said = Object.hasOwn(sentences, event.action) ? sentences[event.action] : undefined;
  return said ? `${actorName(event)} ${said(event.data, whom)}.` : `${actorName(event)}: ${event.action}.`;
}

/** What was counted and told in one event: it is about who did it, though the system says so. */
function countedSentence({ action, data }: SaidEvent, whom: string): string | null {
  if (action !== "denial.recorded" && action !== "audit.read") return null;
  const count = numberOf(data["count"]);
  const who = data["by"] === "address" ? "somebody unknown" : data["by"] === "token" ? "a token" : whom;
  if (action === "denial.recorded") {
    const requests = count === 1 ? "a request" : `${count} requests`;
    return `${requests} of ${who} ${count === 1 ? "was" : "were"} refused: ${textOf(data["code"]).replaceAll("-", " ")}.`;
  }
  const read = readings[textOf(data["code"])] ?? "read the audit trail";
  return `${who} ${read}${count === 1 ? "" : ` ${count} times`}.`;
}

const readings: Readonly<Record<string, string>> = {
  "event-list": "searched the audit trail",
  "event-detail": "looked at events of the audit trail",
  "event-receipt": "took proofs of events",
  "evidence-packet": "took evidence packets",
  "log-entries": "took entries of the log",
};

function personOf({ targets = [] }: SaidEvent, names: Names): string {
  const person = targets.find(({ type }) => type === "person");
  return (person && names.get(person.id)) ?? "somebody";
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A person's or token's name; what the system did is the system's. */
export function actorName({ actor }: Pick<SaidEvent, "actor">): string {
  if (actor.type === "system") return "The system";
  return actor.name ?? (actor.type === "service" ? "A service token" : "Somebody");
}

type Subject = { text: string; href: string | null };

/** What the event is about, where it has a page: "release 2, round 1". */
export function eventSubject({ action, data }: SaidEvent): Subject {
  const [noun = ""] = action.split(".");
  const known = Object.hasOwn(subjects, noun) ? subjects[noun] : undefined;
  return known?.(data) ?? versionSubject(data) ?? { text: textOf(data["name"]) || noun, href: null };
}

const releaseSubject = (data: Data): Subject => {
  const [number, round] = [numberOf(data["number"]), numberOf(data["round"])];
  return { text: `release ${number}${round ? `, round ${round}` : ""}`, href: `/releases/${number}` };
};

const settingsSubject =
  (noun: string) =>
  (data: Data): Subject => ({
    text: textOf(data["name"]) || noun,
    href: "/settings",
  });

const subjects: Readonly<Record<string, (data: Data) => Subject>> = {
  release: releaseSubject,
  verdict: releaseSubject,
  rollout: (data) => ({
    text: `rollout ${numberOf(data["number"])}`,
    href: `/releases/${numberOf(data["release"])}/rollout`,
  }),
  incident: (data) => ({
    text: `incident ${numberOf(data["number"])}`,
    href: `/incidents/${numberOf(data["number"])}`,
  }),
  policy: (data) => ({ text: `policy ${numberOf(data["version"])}`, href: "/policy" }),
  model: (data) => ({ text: textOf(data["name"]), href: `/models/${textOf(data["name"])}` }),
  pointer: (data) => ({ text: textOf(data["pointer"]) || textOf(data["name"]), href: null }),
  denial: (data) => ({ text: textOf(data["code"]) || "refused", href: null }),
  audit: (data) => ({ text: textOf(data["code"]) || "the audit log", href: null }),
  person: settingsSubject("a person"),
  password: settingsSubject("a password"),
  session: settingsSubject("a session"),
  sessions: settingsSubject("a person"),
  token: settingsSubject("a token"),
  factor: settingsSubject("a second factor"),
  "factor-rule": settingsSubject("the second factor"),
  recovery: settingsSubject("recovery codes"),
};

function versionSubject(data: Data): Subject | null {
  const model = textOf(data["model"]);
  const version = numberOf(data["version"]) || numberOf(data["number"]);
  if (!model || !version) return null;
  return { text: `${model} v${version}`, href: `/models/${model}/versions/${version}` };
}

/** How an event reads at a glance: good, bad, or worth a look. */
export function eventTone(action: string): Tone {
  if (/^(release\.(approved|completed)|rollout\.(advanced|completed))$/.test(action)) return "pass";
  if (/(rolled-back|rolling-back|halted|rejected)$|^incident\./.test(action)) return "fail";
  return /(changes-requested|paused|expired)$|^denial\./.test(action) ? "hold" : "plain";
}

type Data = Readonly<Record<string, unknown>>;

const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const because = (data: Data): string =>
  textOf(data["because"]) ? `: ${textOf(data["because"]).replace(/\.$/, "")}` : "";
const seat = (data: Data): string =>
  functionLabels[textOf(data["seat"]) as BusinessFunction] ?? textOf(data["seat"]);
const versionOf = (data: Data): string =>
  `${textOf(data["model"])} v${numberOf(data["version"]) || numberOf(data["number"])}`;

const release = (verb: string) => (data: Data) =>
  `${verb} release ${numberOf(data["number"])}${because(data)}`;
const rollout = (verb: string) => (data: Data) =>
  `${verb} rollout ${numberOf(data["number"])}${because(data)}`;

const verdicts: Readonly<Record<string, string>> = {
  approve: "approved",
  "request-changes": "asked for changes to",
  reject: "rejected",
};

const sentences: Readonly<Record<string, (data: Data, whom: string) => string>> = {
  "person.invited": (_, whom) => `invited ${whom}`,
  "person.assigned": (_, whom) => `changed the roles and functions of ${whom}`,
  "person.disabled": (_, whom) => `closed the account of ${whom}`,
  "session.ended": (_, whom) => `ended a session of ${whom}`,
  "sessions.ended": (data, whom) => `ended ${numberOf(data["count"])} sessions of ${whom}`,
  ...factorSentences,
  "password.changed": () => "changed their password",
  "token.issued": (data) => `issued the token ${textOf(data["name"])}`,
  "token.revoked": () => "revoked a token",
  "policy.published": (data) => `published policy ${numberOf(data["version"])}`,
  "policy.proposed": (data) => `proposed policy ${numberOf(data["version"])}`,
  "policy.signed": (data) =>
    `${verdicts[textOf(data["decision"])] ?? "signed"} the proposed policy ${numberOf(data["version"])} for ${seat(data)}`,
  "policy.rejected": (data) => `recorded the rejection of the proposed policy ${numberOf(data["version"])}`,
  "policy.proposal-withdrawn": (data) => `withdrew the proposed policy ${numberOf(data["version"])}`,
  "model.created": (data) => `created the model ${textOf(data["name"])}`,
  "pointer.created": (data) => `added the pointer ${textOf(data["name"])} to ${textOf(data["model"])}`,
  "pointer.moved": (data) => `moved ${textOf(data["pointer"])}${movedText(data)}`,
  "artifact.stored": () => "stored an artifact",
  "version.registered": (data) => `registered ${versionOf(data)}`,
  "card.revised": (data) => `revised the card of ${versionOf(data)}`,
  "evaluation.reported": (data) => `filed an evaluation of ${versionOf(data)}`,
  "release.opened": (data) =>
    `opened release ${numberOf(data["number"])} of ${versionOf(data)} to ${textOf(data["pointer"])}`,
  "release.submitted": release("submitted"),
  "release.edited": (data) =>
    `edited release ${numberOf(data["number"])}, which opened round ${numberOf(data["round"])}`,
  "release.changes-requested": (data) => `recorded changes requested of release ${numberOf(data["number"])}`,
  "release.review-resumed": release("resumed the review of"),
  "release.approved": (data) => `recorded that every seat approved release ${numberOf(data["number"])}`,
  "release.rejected": release("recorded the rejection of"),
  "release.withdrawn": release("withdrew"),
  "release.expired": release("let expire"),
  "release.started": release("started"),
  "release.completed": release("completed"),
  "release.rolled-back": release("took back"),
  "release.superseded": release("superseded"),
  "verdict.cast": (data) =>
    `${verdicts[textOf(data["decision"])] ?? "signed"} release ${numberOf(data["number"])} for ${seat(data)}`,
  "rollout.started": rollout("started"),
  "rollout.advanced": (data) =>
    `widened rollout ${numberOf(data["number"])} to the stage ${textOf(data["to"])}`,
  "rollout.paused": rollout("paused"),
  "rollout.resumed": rollout("resumed"),
  "rollout.halted": rollout("halted"),
  "rollout.rolling-back": rollout("took back"),
  "rollout.rolled-back": (data) =>
    `confirmed that everyone is on ${baseOf(data)} again after rollout ${numberOf(data["number"])}`,
  "rollout.completed": rollout("completed"),
  "incident.opened": (data) =>
    `opened incident ${numberOf(data["number"])} for rollout ${numberOf(data["rollout"])}`,
  "log.diverged": (data) =>
    `found the tables and the log to differ in ${numberOf(data["differences"])} places`,
  "log.announced": () => "announced the key that the log goes on under",
  "log.rotated": () => "gave the log a new key",
  "log.recovered": () => "went on with a new log, because signed events were lost",
};

const baseOf = (data: Data): string => (numberOf(data["base"]) ? `v${numberOf(data["base"])}` : "the base");

function movedText(data: Data): string {
  const candidate = numberOf(data["candidate"]);
  if (data["kind"] === "shadow") return `: v${candidate} in shadow, ${baseOf(data)} answers everyone`;
  const weight = numberOf(data["candidateWeight"]) / 100;
  if (candidate) return ` to v${candidate} for ${weight} %, ${baseOf(data)} for the rest`;
  return ` to ${baseOf(data)} for everyone`;
}
