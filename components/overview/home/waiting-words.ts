import { storedReason } from "#components/metrics/judge-words.ts";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { SeatStep } from "#lib/councils/seat-clock.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type {
  DiscussionWaitingItem,
  IncidentWaitingItem,
  LearningWaitingItem,
  WaitingItem,
} from "#lib/overview/views/waiting-item.ts";
import { waitingKey } from "#lib/overview/waiting-key.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";

/** Something that needs the reader, as a line. */
export type WaitingLine = {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly href: string;
  readonly dueAt: string | null;
  /** "Review", "Open", "Start" */
  readonly action: string;
  readonly icon: StateIcon | undefined;
};

export const waitingLine = (item: WaitingItem): WaitingLine => ({ id: waitingKey(item), ...wordsOf(item) });

type Words = Omit<WaitingLine, "id">;

function wordsOf(item: WaitingItem): Words {
  if ("review" in item) return liveLine(item);
  if (item.kind === "sign-policy") return policyLine(item);
  if ("council" in item) return ofCouncilLine(item);
  if (item.kind === "sign-assessment") return tierLine(item);
  if (item.kind === "sign-waiver") return waiverLine(item);
  if (item.kind === "sign-envelope") return envelopeLine(item);
  if ("person" in item) return personLine(item);
  if (item.kind === "late-seat") return lateLine(item);
  if ("incident" in item) return incidentLine(item);
  if ("thread" in item) return discussionLine(item);
  if (item.kind === "halted") return haltedLine(item);
  const { number } = item.release;
  const line = {
    title: releaseTitle(item.release),
    href: `/releases/${number}`,
  };
  switch (item.kind) {
    case "sign":
      return { ...line, detail: signDetail(item), dueAt: item.dueAt, action: "Review", icon: undefined };
    case "start":
      return {
        ...line,
        detail: "Approved, ready to start",
        dueAt: item.validUntil,
        action: "Start",
        icon: "play",
      };
    case "answer":
      return { ...line, detail: answerDetail(item), dueAt: null, action: "Open", icon: "alert" };
  }
}

type Waiting<Kind extends WaitingItem["kind"]> = Kind extends unknown
  ? Extract<WaitingItem, { kind: Kind }>
  : never;

const liveLine = (item: Waiting<"sign-review" | "replace-unfit">): Words =>
  item.kind === "sign-review" ? reviewLine(item) : unfitLine(item);

const personLine = (item: Waiting<"confirm-function" | "consent-signing">): Words =>
  item.kind === "confirm-function" ? functionLine(item) : signerLine(item);

const policyLine = ({ version, seat, author }: Waiting<"sign-policy">): Words => ({
  title: `Policy ${version}`,
  href: "/policy",
  detail: `${functionLabels[seat]} seat, proposed by ${author}`,
  dueAt: null,
  action: "Review",
  icon: undefined,
});

const ofCouncilLine = (item: Waiting<"sign-council" | "sign-minutes">): Words =>
  item.kind === "sign-council" ? councilLine(item) : minutesLine(item);

const councilLine = ({ council, seat, author }: Waiting<"sign-council">): Words => ({
  title: `Who sits on ${council.name}`,
  href: `/councils/${council.id}`,
  detail: `${functionLabels[seat]} seat, proposed by ${author}`,
  dueAt: null,
  action: "Review",
  icon: undefined,
});

const minutesLine = ({ sitting, number, council, seat, amends }: Waiting<"sign-minutes">): Words => ({
  title: `Minutes of sitting ${number} of ${council.name}`,
  href: `/councils/${council.id}/sittings/${sitting}#minutes`,
  detail: `${amends ? "An addendum waits for your signature" : "They wait for your signature"}, ${functionLabels[seat]}`,
  dueAt: null,
  action: "Review",
  icon: undefined,
});

const LATE: Readonly<Record<SeatStep, string>> = {
  reminded: "its members were reminded",
  "alternates-told": "you were told with its alternates",
  escalated: "it was escalated to you",
};

const lateLine = ({ release, seat, step }: Waiting<"late-seat">): Words => ({
  title: releaseTitle(release),
  href: `/releases/${release.number}#seats`,
  detail: `${functionLabels[seat]} has not signed; ${LATE[step]}`,
  dueAt: null,
  action: "Open",
  icon: "hourglass",
});

const tierLine = ({ model, tier, from, author }: Waiting<"sign-assessment">): Words => ({
  title: `Tier of ${model}: ${tier === from ? `stays ${tier}` : `${from} → ${tier}`}`,
  href: `/models/${model}?tab=tier`,
  detail: `Compliance signs, proposed by ${author}`,
  dueAt: null,
  action: "Review",
  icon: undefined,
});

const waiverLine = ({ waiver, model, gate, seat, author, endsAt }: Waiting<"sign-waiver">): Words => ({
  title: `Waiver ${waiver} of ${model}: ${gate}`,
  href: `/waivers/${waiver}`,
  detail: `${functionLabels[seat]} signs, requested by ${author}`,
  dueAt: endsAt,
  action: "Review",
  icon: undefined,
});

const reviewLine = ({ review, model, pointer, version, seat, dueAt }: Waiting<"sign-review">): Words => ({
  title: `Re-review ${review}: ${model} v${version} on ${pointer}`,
  href: `/reviews/${review}`,
  detail: `${functionLabels[seat]} seat: is it still fit?`,
  dueAt,
  action: "Review",
  icon: undefined,
});

const unfitLine = ({ review, model, pointer, version }: Waiting<"replace-unfit">): Words => ({
  title: `${model} v${version} on ${pointer} is not fit`,
  href: `/models/${model}`,
  detail: `Re-review ${review} found so. Go back, or replace it.`,
  dueAt: null,
  action: "Go back",
  icon: "alert",
});

const envelopeLine = ({ envelope, model, pointer, seat, author }: Waiting<"sign-envelope">): Words => ({
  title: `Envelope ${envelope} of ${model} on ${pointer}`,
  href: `/envelopes/${envelope}`,
  detail: `${functionLabels[seat]} seat, proposed by ${author}`,
  dueAt: null,
  action: "Review",
  icon: undefined,
});

const functionLine = ({ person, function: held, by }: Waiting<"confirm-function">): Words => ({
  title: `Confirm ${person}'s function ${functionLabels[held].toLowerCase()}`,
  href: "/functions",
  detail: `Proposed by ${by}; yours is another function`,
  dueAt: null,
  action: "Review",
  icon: undefined,
});

const signerLine = ({ person }: Waiting<"consent-signing">): Words => ({
  title: `${person} waits to sign`,
  href: "/functions",
  detail: "After a reset or a new factor; you can consent that they sign now",
  dueAt: null,
  action: "Review",
  icon: undefined,
});

function incidentLine(item: IncidentWaitingItem | LearningWaitingItem): Words {
  if (item.kind === "settle-learning") return learningLine(item);
  const { kind, incident, title } = item;
  return {
    title: `Incident ${incident}: ${title}`,
    href: `/incidents/${incident}`,
    detail: kind === "explain-incident" ? "Record what caused it" : "The cause is recorded; ready to close",
    dueAt: null,
    action: kind === "explain-incident" ? "Explain" : "Close",
    icon: "alert",
  };
}

const learningLine = ({ incident, text }: LearningWaitingItem): Words => ({
  title: text,
  href: `/incidents/${incident}`,
  detail: `Incident ${incident} taught it; say once it is in force`,
  dueAt: null,
  action: "Open",
  icon: "alert",
});

const DISCUSSED: Readonly<Record<DiscussionWaitingItem["kind"], [said: string, action: string]>> = {
  "answer-challenge": ["challenged it; answer the challenge", "Answer"],
  "judge-challenge": ["answered your challenge; judge the answer", "Judge"],
  mentioned: ["mentioned you in a thread", "Open"],
};

function discussionLine({ kind, release, thread, by }: DiscussionWaitingItem): Words {
  const [said, action] = DISCUSSED[kind];
  return {
    title: releaseTitle(release),
    href: `/releases/${release.number}?tab=discussion#thread-${thread}`,
    detail: `${by} ${said}`,
    dueAt: null,
    action,
    icon: kind === "mentioned" ? undefined : "alert",
  };
}

const haltedLine = ({ release, by, because }: Waiting<"halted">): Words => ({
  title: releaseTitle(release),
  href: `/releases/${release.number}/rollout`,
  detail: `Halted${haltedBy(by)}${because ? `: ${storedReason(because)}` : ""}`,
  dueAt: null,
  action: "Decide",
  icon: "halt",
});

const haltedBy = (by: string | null): string =>
  by === null ? "" : by === "The system" ? " by its plan" : ` by ${by}`;

function signDetail({ seat, changed, release, changeClass, late, sealed }: Waiting<"sign">): string {
  const lateWords = late ? (late === "reminded" ? ", reminded" : ", late") : "";
  const seatWords = `${functionLabels[seat]} seat${lateWords}${sealed ? ", sealed verdict" : ""}`;
  if (changed.length > 0)
    return `${seatWords}, round ${release.round}, ${listed(changed)} changed since the seat was signed`;
  const round = release.round === 1 ? "first round" : `round ${release.round}`;
  return `${seatWords}, ${round}, ${changeClass} change`;
}

function answerDetail({ objections }: Waiting<"answer">): string {
  const who = objections.map(({ seat, by }) => `${by} for ${functionLabels[seat].toLowerCase()}`);
  return who.length > 0 ? `Changes requested by ${listed(who)}` : "Changes requested";
}
