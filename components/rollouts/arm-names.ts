/** The arms as their versions: "v1" against "v2". */
export type ArmNames = { readonly baseline: string; readonly candidate: string };

type Versions = { readonly base: number | null; readonly candidate: number };

export const armNames = ({ base, candidate }: Versions): ArmNames => ({
  baseline: base === null ? "nothing" : `v${base}`,
  candidate: `v${candidate}`,
});
