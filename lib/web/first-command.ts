import { publicUrl } from "#lib/env.ts";
import { apiReference } from "./api-reference.ts";

/** What a pipeline sends first, with the variables that it needs. */
export const firstCommand = (): string => {
  const curl = apiReference().find(({ id }) => id === "store-artifact")?.curl ?? "";
  return `export COUNTERSIGN=${publicUrl().origin}\nexport TOKEN=cst_…\n\n${curl}`;
};
