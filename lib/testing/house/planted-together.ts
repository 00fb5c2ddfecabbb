import type { EACH_ALONE } from "./planted.ts";
import { folderCycles, runtimeCycles } from "./rules/cycles.ts";
import { views } from "./rules/views.ts";

const PERSON_VIEW = "export const personView = z.object({ name: z.string(), roles, at: z.string() });";

/** Rules that see nothing in one file alone, with files that break them together. */
export const TOGETHER: typeof EACH_ALONE = [
  [
    views,
    [
      [
        "components/access/planted.tsx",
        "type Shown = { readonly name: string; at: string; roles: string[] };",
      ],
      [
        "components/overview/planted.ts",
        "export interface Person { roles: Role[]; name: string; at?: Date }",
      ],
      ["lib/access/views/one.ts", PERSON_VIEW],
      ["lib/audit/views/two.ts", PERSON_VIEW],
    ],
  ],
  [
    runtimeCycles,
    [
      ["lib/kernel/one.ts", `import { two } from "./two.ts";`],
      ["lib/kernel/two.ts", `import { one } from "./one.ts";`],
    ],
  ],
  [
    folderCycles,
    [
      ["lib/audit/rows/one.ts", `import type { Two } from "#lib/audit/queries/two.ts";`],
      ["lib/audit/queries/two.ts", `import type { Three } from "#lib/audit/rows/three.ts";`],
    ],
  ],
];
