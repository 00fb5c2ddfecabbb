import type { Person, TestWorkspace } from "./workspace.ts";

export type FourPeople = Readonly<Record<"ada" | "mira" | "dana" | "lena", Person>>;

/** An admin, two holders of a function each, and a reviewer who holds none. */
export const fourPeople = async ({ person }: TestWorkspace): Promise<FourPeople> => ({
  ada: await person("Ada Berg", ["admin"]),
  mira: await person("Mira Okafor", ["reviewer"], ["security"]),
  dana: await person("Dana Weiss", ["reviewer"], ["compliance"]),
  lena: await person("Lena Voss", ["reviewer"]),
});
