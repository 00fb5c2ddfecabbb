import type { Database } from "#lib/db/client.ts";

/** The sum of what was done in each workspace. One that fails does not keep the others waiting; its failure is thrown at the end. */
export async function inEveryWorkspace(
  db: Database,
  work: (workspaceId: string) => Promise<number>,
): Promise<number> {
  let done = 0;
  const failures: unknown[] = [];
  for (const { id } of await db.prisma.workspace.findMany({ select: { id: true } }))
    try {
      done += await work(id);
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
  return done;
}
