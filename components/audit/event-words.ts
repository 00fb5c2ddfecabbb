import type { EventWords, Said, Subject } from "#components/ui/event-words.ts";
import type { auditEvents } from "#lib/audit/events.ts";
import type { DataIn } from "#lib/kernel/event-catalogue.ts";

type Tallied = DataIn<typeof auditEvents, "denial.recorded">;

/** The system records a count; the sentence names whose requests were counted. */
function doer({ whom, data }: Said<Tallied>): string {
  if (data.by === "address") return "an unknown caller";
  return data.by === "token" ? "a token" : whom;
}

function refused(said: Said<Tallied>): string {
  const { count, code } = said.data;
  const requests = count === 1 ? "a request" : `${count} requests`;
  return `${requests} by ${doer(said)} ${count === 1 ? "was" : "were"} refused: ${code.replaceAll("-", " ")}`;
}

/** What a reader did, by the view they read. */
const READINGS: Readonly<Record<string, string>> = {
  "event-list": "searched the audit trail",
  "event-detail": "opened events of the audit trail",
  "event-receipt": "downloaded proofs of events",
  "evidence-packet": "downloaded evidence packets",
  "log-entries": "downloaded entries of the log",
};

function read(said: Said<Tallied>): string {
  const { count, code } = said.data;
  const did = (Object.hasOwn(READINGS, code) && READINGS[code]) || "read the audit trail";
  return `${doer(said)} ${did}${count === 1 ? "" : ` ${count} times`}`;
}

const theLog = (): Subject => ({ text: "the audit log", href: null });

/** The log itself, readings of it and refused requests, as the audit trail words them. */
export const auditWords: EventWords<typeof auditEvents> = {
  "denial.recorded": { tone: "hold", sentence: refused, subject: ({ code }) => ({ text: code, href: null }) },
  "audit.read": { tone: "plain", sentence: read, subject: ({ code }) => ({ text: code, href: null }) },
  "log.diverged": {
    tone: "fail",
    sentence: ({ who, data: { differences } }) =>
      `${who} found ${differences} ${differences === 1 ? "difference" : "differences"} between the log and the tables`,
    subject: theLog,
  },
  "log.announced": {
    tone: "plain",
    sentence: ({ who }) => `${who} announced the log's next key`,
    subject: theLog,
  },
  "log.rotated": {
    tone: "plain",
    sentence: ({ who }) => `${who} rotated the log's key`,
    subject: theLog,
  },
  "log.recovered": {
    tone: "hold",
    sentence: ({ who }) => `${who} started a new log, because signed events were lost`,
    subject: theLog,
  },
};
