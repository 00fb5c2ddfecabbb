import type { Server } from "node:http";

const LOOK_MS = 50;

/**
 * Accepts no new connections, lets requests under way be answered, and ends each connection once it is idle. After
 * `secondsMax` the remaining connections are cut.
 */
export async function drain(server: Server, secondsMax = 2): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  const cut = setTimeout(() => server.closeAllConnections(), secondsMax * 1000);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
