/** A person's roles in a workspace. Roles grant rights; functions decide whose sign-off counts. */
export const ROLES = ["viewer", "data-scientist", "reviewer", "release-manager", "auditor", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** The functions a policy can require to sign before a release. */
export const FUNCTIONS = [
  "data-science",
  "engineering",
  "product",
  "security",
  "compliance",
  "business",
] as const;
export type BusinessFunction = (typeof FUNCTIONS)[number];

/** A sender of evidence: its name in the workspace, and the one pointer it may report for, or null for every pointer. */
export type EvidenceSource = { readonly name: string; readonly pointerId: string | null };

/** Who makes the request. The endpoints build it from a session or a token, never from a request body. */
export type Caller =
  | {
      readonly kind: "person";
      readonly id: string;
      readonly name: string;
      readonly workspaceId: string;
      readonly roles: readonly Role[];
      readonly functions: readonly BusinessFunction[];
      readonly sessionId: string;
      /** How the person authenticated; password if absent. */
      readonly method?: "password" | "provider" | "webauthn" | "totp" | "recovery";
      /** What the session still lacks. Until then it can do nothing else. */
      readonly lacks?: "give" | "enrol";
    }
  | {
      readonly kind: "token";
      readonly id: string;
      readonly name: string;
      readonly workspaceId: string;
      readonly scopes: readonly string[];
      /** As whom it sends evidence; left out where it names no source. */
      readonly source?: EvidenceSource;
    }
  | { readonly kind: "system"; readonly id: string; readonly name: string; readonly workspaceId: string };

/** A signed-in person. */
export type PersonCaller = Extract<Caller, { kind: "person" }>;
