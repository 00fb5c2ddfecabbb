import { z } from "zod";
import { findLink } from "#lib/access/admission/find-link.ts";
import { beginProof } from "#lib/access/admission/prove-by-provider.ts";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { factorProof, presenceSubject, subjectOf } from "#lib/api/endpoints/presence.ts";
import { databaseNow } from "#lib/db/clock.ts";
import { ownPath } from "#lib/http/own-path.ts";
import { id } from "#lib/kernel/fields.ts";
import { beginVisit, CALLBACK_PATH } from "./begin-visit.ts";
import { returnFromProvider } from "./return-from-provider.ts";

const begun = answersJson(
  z.object({ address: z.string(), visitId: z.string() }),
  "The provider's address to go to. The browser gets the cookie by which it comes back.",
);

const providerSignIn = defineEndpoint({
  name: "provider-sign-in",
  summary: "Start signing in through the provider",
  tag: "session",
  method: "POST",
  path: "/api/v1/session/provider",
  who: "anybody",
  input: z.strictObject({
    next: z.string().max(2000).optional(),
    /** Signs in only this person, in a separate window, which reports back to the waiting page. */
    again: id.optional(),
  }),
  answers: begun,
  problems: [400, 503],
  handle:
    ({ db, secret }) =>
    async ({ input: { next, ...input } }) =>
      beginVisit({ kind: "sign-in", next: ownPath(next), ...input }, { secret, now: await databaseNow(db) }),
});

const providerLink = defineEndpoint({
  name: "provider-link",
  summary: "Start joining through the provider, by a single-use link",
  description:
    "For whoever holds the link: instead of a password, the account at the provider signs them in from then on. It must have the address that the link is bound to.",
  tag: "session",
  method: "POST",
  path: "/api/v1/session/provider/link",
  who: "anybody",
  input: z.strictObject({
    /** What follows the # of the link. */
    secret: z.string().min(1).max(100),
  }),
  answers: begun,
  problems: [400, 401, 429, 503],
  handle:
    ({ db, secret }) =>
    async ({ input, address }) => {
      const now = await databaseNow(db);
      const found = await findLink(db, { secret: input.secret, address }, now);
      return found.ok ? beginVisit({ kind: "join", ...found.value }, { secret, now }) : found;
    },
});

const providerBinding = defineEndpoint({
  name: "provider-binding",
  summary: "Start binding an account at the provider to your own",
  description:
    "Spends a fresh proof of presence for `bind-identity` once the provider has confirmed the account.",
  tag: "session",
  method: "POST",
  path: "/api/v1/session/provider/binding",
  who: { person: "whole" },
  input: z.strictObject({ stepUpId: id }),
  answers: begun,
  handle:
    ({ db, secret }) =>
    async ({ caller: { sessionId }, input: { stepUpId } }) =>
      beginVisit({ kind: "bind", sessionId, stepUpId }, { secret, now: await databaseNow(db) }),
});

const providerStepUp = defineEndpoint({
  name: "provider-step-up",
  summary: "Start proving your presence through the provider",
  description:
    "The provider must ask you to sign in again. Stands for the password: give a one-time code as well where the account has a second factor.",
  tag: "session",
  method: "POST",
  path: "/api/v1/session/provider/step-up",
  who: { person: "half" },
  input: z.strictObject({ ...presenceSubject, code: factorProof.code }),
  answers: begun,
  handle:
    ({ db, secret }) =>
    async ({ caller, input }) => {
      const subject = subjectOf(caller, input);
      if (!subject.ok) return subject;
      const now = await databaseNow(db);
      const asked = { act: input.act, subjectDigest: subject.value, code: input.code };
      const begun = await beginProof(db, caller, asked, now);
      if (!begun.ok) return begun;
      const { sessionId } = caller;
      return beginVisit({ kind: "prove", sessionId, ...begun.value }, { secret, now });
    },
});

const providerCallback = defineEndpoint({
  name: "provider-callback",
  summary: "Return from the provider",
  description: "The provider redirects the browser here; not for programs. Ignores unknown parameters.",
  tag: "session",
  method: "GET",
  path: CALLBACK_PATH,
  who: "anybody",
  input: z.object({}),
  answers: { 303: { description: "Redirects to the page that shows the outcome." } },
  problems: [500, 503],
  handle: (parts) => (asked) => returnFromProvider(parts, asked),
});

/** Signing in through a provider of identities, by OpenID Connect. */
export const providerEndpoints = [
  providerSignIn,
  providerLink,
  providerBinding,
  providerStepUp,
  providerCallback,
] as const;
