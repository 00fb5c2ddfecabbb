/** What a person may be in a workspace. Rights come from roles; the voice in a sign-off comes from functions. */
export const ROLES = ["viewer", "data-scientist", "reviewer", "release-manager", "auditor", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** The functions whose view must be heard before an update goes out. */
export const FUNCTIONS = [
  "data-science",
  "engineering",
  "product",
  "security",
  "compliance",
  "business",
] as const;
export type BusinessFunction = (typeof FUNCTIONS)[number];

/** Who asks. Made by the doors from a session or a token, never from a request body. */
export type Caller =
  | {
      readonly kind: "person";
      readonly id: string;
      readonly name: string;
      readonly workspaceId: string;
      readonly roles: readonly Role[];
      readonly functions: readonly BusinessFunction[];
      readonly sessionId: string;
      /** How they showed who they are; the password where nothing is said. */
      readonly method?: "password" | "webauthn" | "totp" | "recovery";
      /** What the session still lacks to be whole: until then it is good for nothing else. */
      readonly lacks?: "give" | "enrol";
    }
  | {
      readonly kind: "token";
      readonly id: string;
      readonly name: string;
      readonly workspaceId: string;
      readonly scopes: readonly string[];
    }
  | { readonly kind: "system"; readonly id: string; readonly name: string; readonly workspaceId: string };
