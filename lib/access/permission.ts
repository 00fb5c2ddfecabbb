import { type Caller, ROLES, type Role } from "#lib/kernel/caller.ts";
import { type Place, type Refusal, refuse, type Why } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { secondFactorNeeded } from "./second-factor.ts";

/** The roles that hold each permission. Tokens carry permissions as scopes; the system has a few of its own. */
export const PERMISSIONS = {
  "registry:read": ROLES,
  "release:read": ROLES,
  "rollout:read": ROLES,
  "audit:read": ["data-scientist", "reviewer", "release-manager", "auditor", "admin"],
  "packet:export": ["reviewer", "release-manager", "auditor", "admin"],
  "settings:read": ["admin", "auditor"],
  "health:read": ["admin"],
  "model:create": ["data-scientist", "admin"],
  "assessment:propose": ["data-scientist"],
  "assessment:sign": ["reviewer"],
  "assessment:withdraw": ["data-scientist"],
  "artifact:store": ["data-scientist"],
  "version:register": ["data-scientist"],
  "card:revise": ["data-scientist"],
  "evaluation:report": ["data-scientist"],
  "pointer:create": ["data-scientist", "release-manager", "admin"],
  "release:open": ["data-scientist", "release-manager"],
  "release:edit": ["data-scientist", "release-manager"],
  "release:submit": ["data-scientist", "release-manager"],
  "release:withdraw": ["data-scientist", "release-manager"],
  "release:explain": ["data-scientist", "release-manager"],
  "release:expire": [],
  "deployment:allow": ["release-manager"],
  "release:lapse": [],
  "release:settle": [],
  "release:remind": [],
  "verdict:cast": ["reviewer"],
  "verdict:seal": ["reviewer"],
  "verdict:reveal": [],
  "objection:lift": ["reviewer"],
  "condition:report": ROLES,
  "condition:sign": ["reviewer"],
  "recusal:declare": ["reviewer"],
  "thread:open": ROLES,
  "thread:reply": ROLES,
  "thread:edit": ROLES,
  "thread:resolve": ROLES,
  "thread:reopen": ROLES,
  "challenge:raise": ["reviewer"],
  "challenge:answer": ROLES,
  "challenge:judge": ["reviewer"],
  "finding:open": ["data-scientist", "reviewer", "release-manager", "auditor"],
  "finding:resolve": ["data-scientist", "reviewer", "release-manager", "auditor"],
  "finding:accept": ["reviewer"],
  "waiver:request": ["data-scientist", "release-manager"],
  "waiver:extend": ["data-scientist", "release-manager"],
  "waiver:sign": ["reviewer"],
  "waiver:withdraw": ["data-scientist", "release-manager", "reviewer"],
  "envelope:propose": ["data-scientist", "release-manager"],
  "envelope:sign": ["reviewer"],
  "envelope:revoke": ["data-scientist", "reviewer", "release-manager", "admin"],
  "review:raise": ["reviewer"],
  "review:schedule": [],
  "review:close": [],
  "review:sign": ["reviewer"],
  "delegation:read": ROLES,
  "delegation:create": ["reviewer"],
  "delegation:end": ["reviewer"],
  "emergency:declare": ["data-scientist", "release-manager"],
  "emergency:authorise": ["reviewer"],
  "template:read": ROLES,
  "template:publish": ["admin", "release-manager"],
  "freeze:read": ROLES,
  "freeze:create": ["reviewer", "release-manager", "admin"],
  "stop:ask": ["reviewer", "release-manager"],
  "stop:confirm": ["reviewer", "release-manager"],
  "loosening:propose": ["reviewer", "release-manager"],
  "loosening:confirm": ["reviewer", "release-manager"],
  "rollout:start": ["release-manager"],
  "rollout:pause": ["release-manager"],
  "rollout:resume": ["release-manager"],
  "rollout:halt": ["release-manager", "reviewer"],
  "rollout:roll-back": ["release-manager"],
  "pointer:return": ["release-manager"],
  "pointer:switch-off": ["release-manager"],
  "rollout:judge": [],
  "rollout:halt-unjudged": [],
  "rollout:halt-stopped": [],
  "rollout:confirm": [],
  "incident:open": [],
  "incident:note": ["data-scientist", "reviewer", "release-manager", "admin"],
  "incident:explain": ["data-scientist", "reviewer", "release-manager"],
  "incident:assess": ["reviewer", "release-manager"],
  "step:tick": ["data-scientist", "reviewer", "release-manager", "admin"],
  "learning:add": ["data-scientist", "reviewer", "release-manager"],
  "learning:settle": ROLES,
  "incident:close": ["release-manager"],
  "telemetry:ingest": [],
  "outcome:correct": [],
  "assignment:evaluate": [],
  "assignment:export": ["release-manager", "auditor", "admin"],
  "policy:read": ROLES,
  "policy:publish": ["admin"],
  "policy:propose": ["admin"],
  "policy:sign": ["reviewer"],
  "policy:withdraw": ROLES,
  "council:read": ROLES,
  "council:propose": ["admin"],
  "council:sign": ["reviewer"],
  "council:withdraw": ROLES,
  "sitting:read": ROLES,
  "sitting:plan": ROLES,
  "sitting:move": ROLES,
  "sitting:call-off": ROLES,
  "sitting:arrange": ROLES,
  "sitting:open": ROLES,
  "sitting:attend": ROLES,
  "sitting:note": ROLES,
  "sitting:close": ROLES,
  "sitting:amend": ROLES,
  "sitting:vouch": ["reviewer"],
  "sitting:sign": ["reviewer"],
  "sitting-item:start": ROLES,
  "sitting-item:extend": ROLES,
  "sitting-item:record": ROLES,
  "sitting-item:postpone": ROLES,
  "person:invite": ["admin"],
  "person:assign": ["admin"],
  "function:propose": ["admin"],
  "function:confirm": ["reviewer"],
  "signing:consent": ["reviewer"],
  "function:decline": ["reviewer", "admin"],
  "function:remove": ["admin"],
  "person:disable": ["admin"],
  "person:enable": ["admin"],
  "link:issue": ["admin"],
  "link:mail": ROLES,
  "link:revoke": ["admin"],
  "link:redeem": [],
  "link:report": [],
  "notice:report": [],
  "notification:set": ROLES,
  "notification:stop": [],
  "mail:resend": ["admin"],
  "feed:issue": ROLES,
  "feed:revoke": ROLES,
  "feed:read": [],
  "webhook:create": ["admin"],
  "webhook:change": ["admin"],
  "webhook:remove": ["admin"],
  "webhook:resend": ["admin"],
  "webhook:disable": [],
  "webhook-secret:rotate": ["admin"],
  "token:issue": ["admin"],
  "token:hand-over": ["admin"],
  "token:revoke": ["admin"],
  "denial:record": [],
  "log:recover": [],
  "log:rotate": [],
  "log:compare": [],
  "session:read": ROLES,
  "session:end": ROLES,
  "sessions:end": ROLES,
  "factor:read": ROLES,
  "factor:enrol": ROLES,
  "factor:rename": ROLES,
  "factor:remove": ROLES,
  "factor:reset": ["admin"],
  "factor-rule:set": ["admin"],
  "identity:read": ROLES,
  "identity:bind": ROLES,
  "identity:unbind": ROLES,
  "recovery:renew": ROLES,
  "password:change": ROLES,
  "session:open": [],
  "session:confirm": [],
  "session:close": [],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** All that a half session may do: see which factor it lacks and by what to prove presence, and add the first. */
const HALF_SESSION: readonly Permission[] = ["factor:read", "factor:enrol", "identity:read"];

/** The scopes a token can have. Acts of people (verdicts, people, policies, tokens) are never among them. */
export const TOKEN_SCOPES = [
  "registry:read",
  "release:read",
  "rollout:read",
  "audit:read",
  "packet:export",
  "model:create",
  "artifact:store",
  "version:register",
  "card:revise",
  "evaluation:report",
  "deployment:allow",
  "telemetry:ingest",
  "assignment:evaluate",
  "assignment:export",
  "health:read",
] as const satisfies readonly Permission[];

/** Permissions that a token has with a scope of another name: who ingests outcomes may send the corrected ones. */
const CARRIED_BY: Partial<Record<Permission, Permission>> = { "outcome:correct": "telemetry:ingest" };

const scopeFor = (permission: Permission): Permission => CARRIED_BY[permission] ?? permission;

/** Whether this caller has the permission. */
export function permit(caller: Caller, permission: Permission): Result<null, Refusal> {
  if (caller.kind === "person" && caller.lacks && !HALF_SESSION.includes(permission))
    return secondFactorNeeded(caller.lacks);
  if (holds(caller, permission)) return ok(null);
  return caller.kind === "token"
    ? refuse("forbidden", "scope-missing", `This token does not have the scope ${scopeFor(permission)}.`, {
        todo: "Ask an admin for a token with that scope.",
      })
    : refuse("forbidden", "role-missing", `${caller.name} may not do this: it requires ${who(permission)}.`, {
        todo: "Ask an admin for the role, or ask someone who has it.",
        place: OWN_ROLES,
      });
}

function holds(caller: Caller, permission: Permission): boolean {
  if (caller.kind === "system") return true;
  if (caller.kind === "token") return caller.scopes.includes(scopeFor(permission));
  return caller.roles.some((role) => (PERMISSIONS[permission] as readonly Role[]).includes(role));
}

/** Why a button is disabled, or null if the caller has the permission. */
export function whyNotPermitted(caller: Caller, permission: Permission): string | null {
  return barredFrom(caller, permission)?.message ?? null;
}

/** The same, with where the reader can do something about it. */
export function barredFrom(caller: Caller, permission: Permission): Why | null {
  if (holds(caller, permission)) return null;
  return { code: "role-missing", message: `Needs ${who(permission)}.`, place: OWN_ROLES };
}

const OWN_ROLES: Place = { label: "See your roles", href: "/account" };

function who(permission: Permission): string {
  const roles = PERMISSIONS[permission] as readonly Role[];
  return roles.length === 0 ? "the system itself or a token" : `the role ${roles.join(" or ")}`;
}
