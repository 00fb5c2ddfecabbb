import type { Gate } from "#lib/policy/gate.ts";
import { STARTER_GATES } from "#lib/policy/starter-gates.ts";

/** The gates of the library, which is 30. */
export const thirtyGates: readonly Gate[] = STARTER_GATES.slice(0, 30);

/** The same, asked as often and keeping nothing from its approval, whatever a bench's releases lack. */
export const warningGates: readonly Gate[] = thirtyGates.map((gate) => ({ ...gate, severity: "warn" }));
