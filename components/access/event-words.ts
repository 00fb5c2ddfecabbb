import type { EventWords, Subject } from "#components/ui/event-words.ts";
import type { LinkPurpose, LinkWay } from "#lib/access/credential-link.ts";
import type { accessEvents } from "#lib/access/events.ts";
import type { FactorKind, FactorRule } from "#lib/access/second-factor.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

const FACTORS: Readonly<Record<FactorKind | "recovery", string>> = {
  webauthn: "a passkey",
  totp: "an authenticator app",
  recovery: "a recovery code",
};

const RULES: Readonly<Record<FactorRule, string>> = {
  required: "required a second factor for everyone",
  offered: "made the second factor optional",
};

const LINKS: Readonly<Record<LinkPurpose, string>> = {
  join: "join",
  "new-password": "set a new password",
};

const WAYS: Readonly<Record<LinkWay, string>> = { "handed-over": "issued", mailed: "mailed" };

const ARRIVED: Readonly<Record<LinkWay, string>> = {
  "handed-over": "handed over to them",
  mailed: "mailed to them",
};

const at = (href: string) => (text: string) => (): Subject => ({ text, href });
const inSettings = at("/settings");
const inPeople = at("/people");
const inFunctions = at("/functions");

/** People, sessions, factors and tokens, as the audit trail words what happens to them. */
export const accessWords: EventWords<typeof accessEvents> = {
  "person.invited": {
    tone: "plain",
    sentence: ({ who, whom }) => `${who} invited ${whom}`,
    subject: inPeople("a person"),
  },
  "person.assigned": {
    tone: "plain",
    sentence: ({ who, whom }) => `${who} changed the roles and functions of ${whom}`,
    subject: inPeople("a person"),
  },
  "function.proposed": {
    tone: "plain",
    sentence: ({ who, whom, data }) =>
      `${who} proposed ${whom} for the function ${functionLabels[data.function]}`,
    subject: inFunctions("a function"),
  },
  "function.confirmed": {
    tone: "plain",
    sentence: ({ who, whom, data }) =>
      `${who} confirmed the function ${functionLabels[data.function]} of ${whom}${data.founding ? " in the founding" : ""}`,
    subject: inFunctions("a function"),
  },
  "signing.consented": {
    tone: "plain",
    sentence: ({ who, whom }) => `${who} consented that ${whom} signs without waiting`,
    subject: inSettings("a signer"),
  },
  "function.declined": {
    tone: "plain",
    sentence: ({ who, whom, own, data }) =>
      `${who} declined the function ${functionLabels[data.function]} ${own ? "for themselves" : `for ${whom}`}`,
    subject: inFunctions("a function"),
  },
  "function.removed": {
    tone: "plain",
    sentence: ({ who, whom, own, data }) =>
      `${who} removed the function ${functionLabels[data.function]} from ${own ? "themselves" : whom}`,
    subject: inFunctions("a function"),
  },
  "person.disabled": {
    tone: "plain",
    sentence: ({ who, whom }) => `${who} closed the account of ${whom}`,
    subject: inPeople("a person"),
  },
  "person.enabled": {
    tone: "plain",
    sentence: ({ who, whom }) => `${who} reopened the account of ${whom}`,
    subject: inPeople("a person"),
  },
  "link.issued": {
    tone: "plain",
    sentence: ({ who, whom, own, data }) =>
      `${who} ${WAYS[data.via ?? "handed-over"]} ${own ? "themselves" : whom} a link to ${LINKS[data.purpose]}`,
    subject: inPeople("a link"),
  },
  "link.sent": {
    tone: "plain",
    sentence: ({ whom }) => `The mail server took the link for ${whom}`,
    subject: inPeople("a link"),
  },
  "link.unsent": {
    tone: "hold",
    sentence: ({ whom, data }) =>
      `The link for ${whom} could not be mailed${data.final ? ", and is not tried again" : ""}`,
    subject: inPeople("a link"),
  },
  "link.revoked": {
    tone: "plain",
    sentence: ({ who, whom }) => `${who} revoked the link of ${whom}`,
    subject: inPeople("a link"),
  },
  "link.redeemed": {
    tone: "plain",
    sentence: ({ whom, data }) =>
      data.purpose === "join"
        ? `${whom} joined and set a password, by a link ${ARRIVED[data.via ?? "handed-over"]}`
        : `${whom} set a new password, by a link ${ARRIVED[data.via ?? "handed-over"]}`,
    subject: inPeople("a link"),
  },
  "notice.sent": {
    tone: "plain",
    sentence: ({ whom }) => `The mail server took a notice to ${whom}`,
    subject: inPeople("a notice"),
  },
  "notice.unsent": {
    tone: "hold",
    sentence: ({ whom }) => `A notice to ${whom} could not be mailed`,
    subject: inPeople("a notice"),
  },
  "password.changed": {
    tone: "plain",
    sentence: ({ who }) => `${who} changed their password`,
    subject: inPeople("a password"),
  },
  "session.opened": {
    tone: "plain",
    sentence: ({ whom }) => `${whom} signed in`,
    subject: inPeople("a session"),
  },
  "session.confirmed": {
    tone: "plain",
    sentence: ({ whom, data }) => `${whom} completed a sign-in by ${FACTORS[data.method]}`,
    subject: inPeople("a session"),
  },
  "session.closed": {
    tone: "plain",
    sentence: ({ whom }) => `${whom} signed out`,
    subject: inPeople("a session"),
  },
  "session.ended": {
    tone: "plain",
    sentence: ({ who, whom, own }) => `${who} ended a session of ${own ? "their own" : whom}`,
    subject: inPeople("a session"),
  },
  "sessions.ended": {
    tone: "plain",
    sentence: ({ who, whom, own, data }) =>
      `${who} ended ${own ? "all other sessions of their own" : `${data.count} sessions of ${whom}`}`,
    subject: inPeople("a person"),
  },
  "token.issued": {
    tone: "plain",
    sentence: ({ who, data: { name, source } }) =>
      `${who} issued the token ${name}${source ? `, which sends evidence as ${source.name}` : ""}`,
    subject: ({ name }) => ({ text: name, href: "/settings" }),
  },
  "token.handed-over": {
    tone: "plain",
    sentence: ({ who }) => `${who} made another person responsible for a token`,
    subject: inSettings("a token"),
  },
  "token.revoked": {
    tone: "plain",
    sentence: ({ who }) => `${who} revoked a token`,
    subject: inSettings("a token"),
  },
  "factor.enrolled": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} added ${FACTORS[data.kind]} to their account`,
    subject: inPeople("a second factor"),
  },
  "factor.renamed": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} renamed ${FACTORS[data.kind]} of theirs`,
    subject: inPeople("a second factor"),
  },
  "factor.removed": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} removed ${FACTORS[data.kind]} from their account`,
    subject: inPeople("a second factor"),
  },
  "factor.reset": {
    tone: "plain",
    sentence: ({ who, whom }) => `${who} reset the second factor of ${whom}`,
    subject: inPeople("a second factor"),
  },
  "identity.bound": {
    tone: "plain",
    sentence: ({ whom, data }) =>
      `${whom} bound an account at ${data.issuer} to sign in with${data.via === "link" ? ", by link" : ""}`,
    subject: inPeople("a sign-in account"),
  },
  "identity.unbound": {
    tone: "plain",
    sentence: ({ who, whom, own }) => `${who} unbound the sign-in account of ${own ? "their own" : whom}`,
    subject: inPeople("a sign-in account"),
  },
  "factor-rule.set": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} ${RULES[data.rule]}`,
    subject: inSettings("the second factor"),
  },
  "recovery.renewed": {
    tone: "plain",
    sentence: ({ who }) => `${who} made new recovery codes`,
    subject: inSettings("recovery codes"),
  },
};
