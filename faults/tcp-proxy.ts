import { createServer, connect as dial, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#lib/db/free-port.ts";

/** A line that can be made bad: slow, silently dead, or cut. */
export type BadLine = {
  readonly port: number;
  /** Delays each piece, in both directions, by this much. */
  delay(ms: number): void;
  /** From now on accepts everything and forwards nothing, with the connections kept open. */
  silence(): void;
  /** Lets new connections through again; with `reset` the dead ones are reset, else the peers must detect them. */
  speak(reset: boolean): void;
  /** Resets every connection; with `closed`, nobody gets through until it is opened again. */
  cut(closed: boolean): void;
  stop(): Promise<void>;
};

/** A proxy in front of a port of this machine. */
export async function proxyTo(target: number): Promise<BadLine> {
  const state = { delayMs: 0, silent: false, closed: false };
  const open = new Set<Socket>();
  const lines = new Set<Line>();
  const server = createServer((client) => {
    if (state.closed) return void client.resetAndDestroy();
    const upstream = dial(target, "127.0.0.1");
    const line: Line = { dead: state.silent };
    lines.add(line);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      void pass(from, to, line, state);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        open.delete(from);
        lines.delete(line);
        // A dead line does not report that it is dead.
        if (!line.dead) to.destroy();
      });
    }
    return undefined;
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const reset = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    port,
    delay: (ms) => {
      state.delayMs = ms;
    },
    silence: () => {
      state.silent = true;
      for (const line of lines) line.dead = true;
    },
    speak: (resetting) => {
      state.silent = false;
      if (resetting) reset();
    },
    cut: (closed) => {
      state.closed = closed;
      reset();
    },
    stop: async () => {
      reset();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Swallowed bytes are lost, so a dead line never becomes whole again. */
type Line = { dead: boolean };

async function pass(from: Socket, to: Socket, line: Line, state: { delayMs: number }): Promise<void> {
  try {
    for await (const piece of from) {
      if (state.delayMs > 0) await sleep(state.delayMs);
      if (!line.dead) to.write(piece as Buffer);
    }
  } catch {
    to.destroy();
  }
}
