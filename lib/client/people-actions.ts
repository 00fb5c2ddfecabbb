import { api, type Input } from "./api.ts";
import { type Presence, provenAct } from "./step-up.ts";

/** The input of a route, with who the reader is in place of a proof of it. */
type Proving<T> = Omit<T, "stepUpId"> & { readonly presence: Presence };

/** What gives somebody access, authority or a credential. Each act asks for a fresh proof of who does it. */
export const peopleActions = {
  invite: ({ presence, ...person }: Proving<Input<"POST /people">>) =>
    provenAct(presence, { act: "invite-person", subject: person.email.toLowerCase() }, (stepUpId) =>
      api("POST /people", { ...person, stepUpId }),
    ),

  assign: ({ presence, ...roles }: Proving<Input<"PUT /people/{personId}/assignment">>) =>
    provenAct(presence, { act: "assign-person", subject: roles.personId }, (stepUpId) =>
      api("PUT /people/{personId}/assignment", { ...roles, stepUpId }),
    ),

  reset: ({ presence, ...lost }: Proving<Input<"POST /people/{personId}/factors/reset">>) =>
    provenAct(presence, { act: "reset-factor", subject: lost.personId }, (stepUpId) =>
      api("POST /people/{personId}/factors/reset", { ...lost, stepUpId }),
    ),

  giveLink: ({ presence, ...locked }: Proving<Input<"POST /people/{personId}/password-link">>) =>
    provenAct(presence, { act: "issue-link", subject: locked.personId }, (stepUpId) =>
      api("POST /people/{personId}/password-link", { ...locked, stepUpId }),
    ),

  enable: ({ presence, ...gone }: Proving<Input<"POST /people/{personId}/enable">>) =>
    provenAct(presence, { act: "enable-person", subject: gone.personId }, (stepUpId) =>
      api("POST /people/{personId}/enable", { ...gone, stepUpId }),
    ),

  /** `terms` is the digest of all that the token may do. */
  issueToken: ({ presence, terms, ...token }: Proving<Input<"POST /tokens">> & { readonly terms: string }) =>
    provenAct(presence, { act: "issue-token", subject: terms }, (stepUpId) =>
      api("POST /tokens", { ...token, stepUpId }),
    ),

  handOverToken: ({ presence, ...handed }: Proving<Input<"POST /tokens/{tokenId}/hand-over">>) =>
    provenAct(
      presence,
      { act: "hand-over-token", subject: `${handed.tokenId}/${handed.responsibleId}` },
      (stepUpId) => api("POST /tokens/{tokenId}/hand-over", { ...handed, stepUpId }),
    ),

  propose: ({ presence, ...proposal }: Proving<Input<"POST /people/{personId}/functions">>) =>
    provenAct(presence, { act: "propose-function", subject: proposal.personId }, (stepUpId) =>
      api("POST /people/{personId}/functions", { ...proposal, stepUpId }),
    ),

  confirm: ({ presence, ...grant }: Proving<Input<"POST /people/{personId}/functions/confirm">>) =>
    provenAct(
      presence,
      { act: "confirm-function", subject: `${grant.personId}/${grant.function}` },
      (stepUpId) => api("POST /people/{personId}/functions/confirm", { ...grant, stepUpId }),
    ),

  consent: ({ presence, ...waiting }: Proving<Input<"POST /people/{personId}/signing-consent">>) =>
    provenAct(
      presence,
      { act: "consent-signing", subject: `${waiting.personId}/${waiting.since}` },
      (stepUpId) => api("POST /people/{personId}/signing-consent", { ...waiting, stepUpId }),
    ),
};
