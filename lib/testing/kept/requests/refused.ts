import { testPlan } from "#lib/testing/worlds/releases.ts";
import type { Asked } from "../exchanges.ts";
import { get, post } from "./asking.ts";
import { asked } from "./releases.ts";

export const refused: Asked[] = [
  get(null, "/releases"),
  get("token", "/releases/99"),
  get("token", "/no-such-thing"),
  post("vic", "/releases", asked),
  post("jonas", "/releases", { ...asked, plan: { ...testPlan, alpha: 7 } }),
  post("jonas", "/releases/1/withdraw", { reason: "Too late." }),
  {
    as: "jonas",
    method: "POST",
    path: "/api/v1/releases",
    text: "{",
    headers: { "content-type": "text/plain" },
  },
  { as: "jonas", method: "DELETE", path: "/api/v1/releases/1" },
];
