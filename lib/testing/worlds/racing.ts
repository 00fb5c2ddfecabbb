import { expect } from "vitest";
import type { AnyCommand } from "#lib/command/command.ts";
import { run } from "#lib/command/run.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { TestWorkspace } from "./workspace.ts";

/** Two real transactions at once, in an order that the test chooses. */
export const racing = ({ db, clock }: Pick<TestWorkspace, "db" | "clock">) => ({
  /** Runs a command up to its last moment before the commit, which `commit` lets happen. */
  async almost(command: AnyCommand, input: unknown, caller: Caller) {
    const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow: AnyCommand = {
      ...command,
      async record(...of) {
        const said = await command.record(...of);
        reached.resolve();
        await gate.promise;
        return said;
      },
    };
    const answer = run(db, slow, input, { caller, now: clock.now });
    await Promise.race([reached.promise, answer.then(({ ok }) => expect(ok).toBe(true))]);
    const commit = () => {
      gate.resolve();
      return answer;
    };
    return { commit };
  },

  atOnce: (command: AnyCommand, input: unknown, caller: Caller) =>
    run(db, command, input, { caller, now: clock.now }),
});

/** Whether it is still not answered after a while. */
export const waits = async (answer: Promise<unknown>): Promise<boolean> =>
  (await Promise.race([answer, new Promise((done) => setTimeout(done, 250, "waits"))])) === "waits";
