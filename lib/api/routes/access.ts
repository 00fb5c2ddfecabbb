import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { declineFunction } from "#lib/access/commands/decline-function.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { enablePerson } from "#lib/access/commands/enable-person.ts";
import { endSession } from "#lib/access/commands/end-session.ts";
import { endSessions } from "#lib/access/commands/end-sessions.ts";
import { enrolFactor } from "#lib/access/commands/enrol-factor.ts";
import { handOverToken } from "#lib/access/commands/hand-over-token.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { mailLink } from "#lib/access/commands/mail-link.ts";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { removeFactor } from "#lib/access/commands/remove-factor.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { renameFactor } from "#lib/access/commands/rename-factor.ts";
import { renewRecovery } from "#lib/access/commands/renew-recovery.ts";
import { resetFactor } from "#lib/access/commands/reset-factor.ts";
import { revokeLink } from "#lib/access/commands/revoke-link.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { setFactorRule } from "#lib/access/commands/set-factor-rule.ts";
import { unbindIdentity } from "#lib/access/commands/unbind-identity.ts";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { functionList } from "#lib/access/queries/function-list.ts";
import { functionNews } from "#lib/access/queries/function-news.ts";
import { identityList } from "#lib/access/queries/identity-list.ts";
import { ownAccount } from "#lib/access/queries/own-account.ts";
import { ownSessions } from "#lib/access/queries/own-sessions.ts";
import { personList } from "#lib/access/queries/person-list.ts";
import { personSessions } from "#lib/access/queries/person-sessions.ts";
import { tokenList } from "#lib/access/queries/token-list.ts";

export const accessRoutes = [
  { method: "GET", path: "/people", query: personList },
  { method: "POST", path: "/people", command: invitePerson },
  { method: "PUT", path: "/people/{personId}/assignment", command: assignPerson },
  { method: "GET", path: "/functions", query: functionList, view: true },
  { method: "GET", path: "/functions/news", query: functionNews, view: true },
  { method: "POST", path: "/people/{personId}/functions", command: proposeFunction },
  { method: "POST", path: "/people/{personId}/functions/decline", command: declineFunction },
  { method: "POST", path: "/people/{personId}/functions/remove", command: removeFunction },
  { method: "POST", path: "/people/{personId}/disable", command: disablePerson },
  { method: "POST", path: "/people/{personId}/enable", command: enablePerson },
  { method: "POST", path: "/people/{personId}/password-link", command: issueLink },
  { method: "POST", path: "/people/{personId}/password-link/revoke", command: revokeLink },
  { method: "GET", path: "/people/{personId}/sessions", query: personSessions },
  { method: "POST", path: "/people/{personId}/sessions/end", command: endSessions },
  { method: "POST", path: "/account/mailed-link", command: mailLink },
  { method: "GET", path: "/account", query: ownAccount, view: true },
  { method: "GET", path: "/sessions", query: ownSessions },
  { method: "POST", path: "/sessions/{sessionId}/end", command: endSession },
  { method: "GET", path: "/factors", query: factorList, half: true },
  { method: "POST", path: "/factors", command: enrolFactor, half: true },
  { method: "PUT", path: "/factors/{factorId}", command: renameFactor },
  { method: "POST", path: "/factors/{factorId}/remove", command: removeFactor },
  { method: "POST", path: "/factors/recovery-codes", command: renewRecovery },
  { method: "POST", path: "/people/{personId}/factors/reset", command: resetFactor },
  { method: "GET", path: "/identities", query: identityList, half: true },
  { method: "POST", path: "/identities/{identityId}/unbind", command: unbindIdentity },
  { method: "PUT", path: "/factor-rule", command: setFactorRule },
  { method: "GET", path: "/tokens", query: tokenList },
  { method: "POST", path: "/tokens", command: issueToken },
  { method: "POST", path: "/tokens/{tokenId}/hand-over", command: handOverToken },
  { method: "POST", path: "/tokens/{tokenId}/revoke", command: revokeToken },
] as const;
