import type { ComponentProps } from "react";
import { barredFrom } from "#lib/access/permission.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { meansOf } from "#lib/web/means.ts";
import type { MakeTokenForm } from "./make-token-form.tsx";

/** The reader, as somebody who makes a token. */
export const tokenMaker = async (caller: Caller): Promise<ComponentProps<typeof MakeTokenForm>> => ({
  me: { id: caller.id, name: caller.name },
  means: await meansOf(caller),
  whyNot: barredFrom(caller, "token:issue") ?? undefined,
});
