import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { LinkPurpose } from "./credential-link.ts";
import type { FactorKind } from "./second-factor.ts";
import type { AccountChange, FunctionStep } from "./told.ts";

type Happened = {
  readonly at: Date;
  /** Who did it; null for the operator at the command line. */
  readonly by: string | null;
  readonly workspace: string;
};
export type FunctionNotice = Happened & {
  readonly about: "function";
  readonly step: FunctionStep;
  readonly function: BusinessFunction;
  readonly whom: string;
  readonly effectiveAt: Date | null;
  /** One half of a founding. */
  readonly founding: boolean;
  readonly reason: string | null;
  /** What was confirmed, declined or removed was proposed by somebody, for a reason. */
  readonly proposal: { readonly by: string | null; readonly reason: string | null } | null;
};
export type AccountNotice = Happened & {
  readonly about: "account";
  readonly change: AccountChange;
  readonly kind: FactorKind | null;
  readonly purpose: LinkPurpose | null;
  readonly byThemselves: boolean;
};
export type Notice = FunctionNotice | AccountNotice;

type Message = { readonly subject: string; readonly text: string };

/** The message to somebody who is notified: `own` where it is about themselves. Plain text, as a link's message is. */
export const noticeMessage = (notice: Notice, own: boolean, origin: string): Message =>
  notice.about === "function" ? functionMessage(notice, own, origin) : accountMessage(notice, origin);

function functionMessage(notice: FunctionNotice, own: boolean, origin: string): Message {
  const { step, by, at, workspace, reason, proposal } = notice;
  const whom = own ? "you" : notice.whom;
  const { did, follows, object } = STEPS[step]({ ...notice, whom });
  const subject = `${own ? "You are" : `${notice.whom} is`} ${SUBJECTS[step]} ${notice.function}`;
  const lines = [
    `${by ?? "The operator"} ${did} in ${workspace} on Countersign, on ${utc(at)}.`,
    ...(reason ? [`Reason: ${reason}`] : []),
    ...(proposal
      ? [`Proposed by ${proposal.by ?? "the operator"}${proposal.reason ? `: ${proposal.reason}` : "."}`]
      : []),
    follows,
    `See who holds what: ${origin}/functions\n${object}`,
    own
      ? "You get this message because it is about you."
      : `You get this message because you hold the function ${notice.function}.`,
  ];
  return { subject: `${subject} (${workspace})`, text: paragraphs(lines) };
}

const SUBJECTS: Readonly<Record<FunctionStep, string>> = {
  proposed: "proposed for",
  confirmed: "confirmed for",
  declined: "declined for",
  removed: "removed from",
};

type StepWords = { did: string; follows: string; object: string };

const STEPS: Readonly<Record<FunctionStep, (notice: FunctionNotice) => StepWords>> = {
  proposed: ({ whom, function: name }) => ({
    did: `proposed ${whom} for the function ${name}`,
    follows: "It does not count until a holder of another function confirms it.",
    object: "To object, decline the proposal there.",
  }),
  confirmed: ({ whom, function: name, workspace, ...notice }) => ({
    did: `confirmed the function ${name} for ${whom}`,
    follows: countsFrom(notice),
    object: `To object, ask an admin of ${workspace} to remove it. One admin can do that at once.`,
  }),
  declined: ({ whom, function: name, workspace }) => ({
    did: `declined the function ${name} for ${whom}`,
    follows: "The proposal is over.",
    object: `To object, ask an admin of ${workspace} to propose it again.`,
  }),
  removed: ({ whom, function: name, workspace }) => ({
    did: `removed the function ${name} from ${whom}`,
    follows: "It no longer counts.",
    object: `To object, ask an admin of ${workspace} to propose it again.`,
  }),
};

function countsFrom({ effectiveAt, founding }: Pick<FunctionNotice, "effectiveAt" | "founding">): string {
  const from = `It counts from ${effectiveAt ? utc(effectiveAt) : "now"}`;
  return founding
    ? `${from} at the earliest: the first two holders of a workspace confirm each other.`
    : `${from}.`;
}

function accountMessage(notice: AccountNotice, origin: string): Message {
  const { change, by, byThemselves, at, workspace } = notice;
  const what = CHANGES[change](notice);
  const doer = byThemselves ? "you" : (by ?? "the operator");
  // Whoever holds a link uses it: the server cannot tell who that was.
  const who = change === "link.redeemed" || change === "identity.bound" ? "" : ` by ${doer}`;
  const todo =
    change === "person.disabled"
      ? `You can no longer sign in. If this is a mistake, tell an admin of ${workspace}.`
      : `If you know of this, do nothing. Otherwise tell an admin of ${workspace} at once, and end your other sessions:\n${origin}/account`;
  const first = `${what}${who}, in ${workspace} on Countersign, on ${utc(at)}.`;
  return { subject: `${what} (${workspace})`, text: paragraphs([first, todo]) };
}

const CHANGES: Readonly<Record<AccountChange, (notice: AccountNotice) => string>> = {
  "factor.enrolled": ({ kind }) => `${factor(kind)} was added to your account`,
  "factor.renamed": ({ kind }) => `${factor(kind)} of your account was renamed`,
  "factor.removed": ({ kind }) => `${factor(kind)} was removed from your account`,
  "factor.reset": () => "Your second factors were reset",
  "recovery.renewed": () => "Your recovery codes were replaced",
  "password.changed": () => "Your password was changed",
  "link.issued": ({ purpose }) =>
    purpose === "join" ? "A link to join was issued for you" : "A link to a new password was issued for you",
  "link.redeemed": ({ purpose }) =>
    purpose === "join" ? "You joined by your link" : "Your password was reset by a link",
  "identity.bound": () => "An account to sign in with was bound to yours",
  "identity.unbound": () => "An account to sign in with was unbound from yours",
  "person.disabled": () => "Your access was ended",
  "person.enabled": () => "Your access was given back",
};

const factor = (kind: FactorKind | null): string =>
  kind === "webauthn" ? "A passkey" : kind === "totp" ? "An authenticator app" : "A second factor";

const utc = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " at ")} UTC`;

const paragraphs = (parts: readonly string[]): string => `${parts.join("\n\n")}\n`;
