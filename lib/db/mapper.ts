import type { PoolClient } from "pg";
import type { Database, Tx } from "./client.ts";

type Models = Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>>;

/**
 * The object mapper's models as guests of a transaction that is already open. Only the first use of one joins it: most
 * transactions need SQL alone, and the mapper's own transaction costs more than their statements.
 */
export function mapperGuest(
  { pool, prisma }: Pick<Database, "pool" | "prisma">,
  client: PoolClient,
  secondsMax: number,
) {
  const leaving = Promise.withResolvers<void>();
  let left: Promise<unknown> = Promise.resolve();
  let joined: Promise<Models> | undefined;
  const join = () =>
    new Promise<Models>((resolve, reject) => {
      const stay = (tx: Tx) => {
        resolve(tx as unknown as Models);
        return leaving.promise;
      };
      left = pool.lend(client, () => prisma.$transaction(stay, { timeout: secondsMax * 1000 })).catch(reject);
    });
  return {
    call: async (model: string, method: string, args: readonly unknown[]): Promise<unknown> => {
      joined ??= join();
      return (await joined)[model]![method]!(...args);
    },
    leave: (): Promise<unknown> => {
      leaving.resolve();
      return left;
    },
  };
}
