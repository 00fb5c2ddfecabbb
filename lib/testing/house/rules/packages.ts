import type { Floor } from "../floors.ts";
import { inEachFile } from "../rule.ts";

const NODE = /^node:/;

/** The packages each floor may import; tests and programs may import what package.json names. */
const ALLOWED: Partial<Record<Floor, readonly RegExp[]>> = {
  kernel: [/^zod$/, /^@noble\/hashes\//],
  instruments: [/^zod$/, /^@noble\/(?:hashes|curves)\//, /^@stdlib\//, /^@marcbachmann\/cel-js$/],
  core: [
    /^zod$/,
    /^@noble\/hashes\//,
    // A card's Markdown as a tree.
    /^(?:hast|hast-util-to-string|unified|rehype-(?:raw|sanitize)|remark-(?:gfm|parse|rehype))$/,
  ],
  store: [
    NODE,
    /^zod$/,
    /^pg$/,
    /^@prisma\//,
    /^pg-boss$/,
    /^pino$/,
    /^@zxcvbn-ts\//,
    /^otpauth$/,
    /^@simplewebauthn\/server$/,
  ],
  ledger: [NODE],
  runner: [NODE, /^zod$/, /^uuid$/],
  shell: [NODE, /^zod$/, /^uuid$/, /^@noble\/hashes\//],
  edge: [NODE, /^zod$/, /^uuid$/, /^hono(?:\/|$)/, /^@hono\/node-server$/, /^next\//, /^next-auth(?:\/|$)/],
  client: [/^zod$/, /^uuid$/, /^@simplewebauthn\/browser$/],
  components: [
    /^react(?:\/jsx-runtime)?$/,
    /^next\/(?:link|navigation)$/,
    /^(?:lucide-react|clsx|radix-ui|cmdk|recharts|uqr|hast-util-to-jsx-runtime)$/,
  ],
  pages: [NODE, /^zod$/, /^react$/, /^next(?:\/|$)/, /^next-auth(?:\/|$)/, /^lucide-react$/, /^geist\//],
};

/** A connection of its own, beside the pool: to LISTEN, to hold a lock, to be another role. React's `cache`. A standard's client. */
const BESIDE: readonly [path: RegExp, takes: RegExp][] = [
  [/^lib\/exposure\/serving\/assignment-table\.ts$/, /^pg$/],
  [
    /^lib\/workers\/(?:log-connection|reconciler|sequencer|signer(?:-head)?|stream-heads|witness-rows)\.ts$/,
    /^pg$/,
  ],
  [/^lib\/workers\/job-worker\.ts$/, /^pg-boss$/],
  [/^lib\/workers\/mailer\.ts$/, /^nodemailer$/],
  [/^lib\/web\/(?:caller|shell-summary)\.ts$/, /^react$/],
  [/^lib\/protocols\/openid-connect\//, /^openid-client$/],
];

export const packages = inEachFile(
  "takes from outside only what its floor allows",
  ({ path, floor, imports }) => {
    const allowed = ALLOWED[floor];
    if (!allowed) return [];
    const beside = BESIDE.filter(([place]) => place.test(path)).map(([, takes]) => takes);
    return imports
      .filter(
        ({ target, specifier }) =>
          target === null && ![...allowed, ...beside].some((name) => name.test(specifier)),
      )
      .map(({ specifier }) => `${floor} takes ${specifier}`);
  },
);
