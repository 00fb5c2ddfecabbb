import type { BusinessFunction } from "./caller.ts";

/** How functions are called where people read them. */
export const functionLabels: Readonly<Record<BusinessFunction, string>> = {
  "data-science": "Data science",
  engineering: "Engineering",
  product: "Product",
  security: "Security",
  compliance: "Compliance",
  business: "Business",
};
