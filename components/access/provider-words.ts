import type { ProvenAction } from "./presence-dialog.tsx";

export const bindAction = (name: string): ProvenAction => ({
  verb: "bind",
  label: `Continue to ${name}`,
  consequence: `Sign in there with your account. From then on it also signs you in here.`,
});

export const unbindAction = (name: string): ProvenAction => ({
  verb: "unbind",
  label: "Unbind account",
  consequence: `${name} no longer signs you in here. Your other sessions that came through it end. What you signed through it counts from then on only where the policy takes you without it.`,
  danger: true,
});

/** Whoever has no password would lock themselves out. */
export const whyNotUnbind = (hasPassword: boolean): string | undefined =>
  hasPassword ? undefined : "You have no password: ask an admin for a link to set one first.";

export const whyNotBind = (name: string, reachable: boolean): string | undefined =>
  reachable ? undefined : `${name} cannot be reached now.`;
