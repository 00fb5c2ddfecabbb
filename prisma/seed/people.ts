import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";

/** The demonstration's workspace, by its slug. */
export const DEMO_SLUG = "skyline";

/** The domain of its people's addresses. */
export const DEMO_DOMAIN = "skyline.example";

/** Everybody's password in the demonstration. Public on purpose; no other workspace uses it. */
export const DEMO_PASSWORD = "gate fourteen boards at dawn";

export type DemoPerson = {
  readonly name: string;
  /** What they do, as the sign-in page shows it. */
  readonly title: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly functions: readonly BusinessFunction[];
};

const person = (
  name: string,
  title: string,
  email: string,
  roles: readonly Role[],
  functions: readonly BusinessFunction[] = [],
): DemoPerson => ({ name, title, email: `${email}@${DEMO_DOMAIN}`, roles, functions });

export const JONAS = person("Jonas Lindqvist", "Data scientist, author", "jonas", ["data-scientist"]);
export const PRIYA = person("Priya Nair", "Data scientist, evaluation", "priya", ["data-scientist"]);
export const ANNA = person("Anna Novak", "Reviewer, data science", "anna", ["reviewer"], ["data-science"]);
export const TOMAS = person("Tomás Ruiz", "Reviewer, engineering", "tomas", ["reviewer"], ["engineering"]);
export const LENA = person("Lena Voss", "Reviewer, product", "lena", ["reviewer"], ["product"]);
export const MIRA = person("Mira Okafor", "Reviewer, security", "mira", ["reviewer"], ["security"]);
export const DANA = person("Dana Weiss", "Reviewer, compliance", "dana", ["reviewer"], ["compliance"]);
export const INES = person("Ines Prado", "Release manager", "ines", ["release-manager"]);
export const SAM = person("Sam Achebe", "Auditor", "sam", ["auditor"]);
export const ALEX = person("Alex Kim", "Admin", "alex", ["admin"]);
export const VIKTOR = person("Viktor Hale", "Viewer", "viktor", ["viewer"]);

/** Everybody, in the order a release involves them. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  JONAS,
  PRIYA,
  ANNA,
  TOMAS,
  LENA,
  MIRA,
  DANA,
  INES,
  SAM,
  ALEX,
  VIKTOR,
];
