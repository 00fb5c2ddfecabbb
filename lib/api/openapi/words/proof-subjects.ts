import type { Deed } from "#lib/access/step-up.ts";

const NOTHING = "nothing";
const PERSON = "the person's id";
const FACTOR = "the factor's id";

/** What a proof of presence for each deed names as its `subject`. */
const NAMED: Readonly<Record<Deed, string>> = {
  "enrol-factor": NOTHING,
  "renew-recovery": NOTHING,
  "mail-link": NOTHING,
  "bind-identity": NOTHING,
  "issue-feed": NOTHING,
  "rename-factor": FACTOR,
  "remove-factor": FACTOR,
  "unbind-identity": "the id of the account",
  "set-factor-rule": "the rule that is set",
  "invite-person": "the e-mail address in lower case",
  "assign-person": PERSON,
  "enable-person": PERSON,
  "propose-function": PERSON,
  "issue-link": PERSON,
  "reset-factor": PERSON,
  "confirm-function": "the person's id, `/` and the function",
  "consent-signing": "the person's id, `/` and since when they wait",
  "hand-over-token": "the token's id, `/` and the id of whom it goes to",
  "vouch-sitting": "the id of the sitting",
  "propose-loosening": "the id of the freeze, `/` and the kind, and for one release `/` and its number",
  "confirm-loosening": "the id of the loosening",
  "ask-stop": "`all rollouts`",
  "confirm-stop": "the id of the request",
  "rotate-webhook-secret": "the webhook's id",
  "create-delegation": "the digest of `v`, `to`, `functions`, `models`, `startsAt`, `endsAt` and `reason`",
  "issue-token": "the digest of `v`, `name`, `scopes`, `expiresInDays`, `responsibleId` and `source`",
  "create-webhook": "the digest of `v`, `name`, `url`, `kinds`, `model` and `format`",
  "change-webhook": "the digest of `v`, `webhookId`, `name`, `url`, `kinds`, `model`, `format` and `active`",
};

const deedsNaming = (what: string): string =>
  Object.entries(NAMED)
    .filter(([, named]) => named === what)
    .map(([deed]) => `\`${deed}\``)
    .join(", ");

const EXAMPLE = '{"kinds":["release"],"name":"Board","url":"https://board.example/in","v":1}';
const EXAMPLE_DIGEST = "sha256:b08e69dab701106d694b9722cc88d57accb9c8cf324a20e0f26eb67f9ef4a651";

/** How a caller says what a proof is for, and makes the digest where several fields say what is granted. */
export const PROOF_SUBJECT_WORDS = `What an act that is no signature is done to. ${[
  ...new Set(Object.values(NAMED)),
]
  .map((what) => `${deedsNaming(what)}: ${what}.`)
  .join(
    " ",
  )} A digest is \`sha256:\` and the SHA-256, in lower-case hex digits, of an object with these fields as canonical JSON (RFC 8785): \`v\` is 1, the others are exactly what the act is then sent with, without spaces around texts. Fields that it is sent without are left out, and \`scopes\` and \`kinds\` are sorted, each once. So \`${EXAMPLE}\` gives \`${EXAMPLE_DIGEST}\`. A refusal of the act names the subject that it expected.`;
