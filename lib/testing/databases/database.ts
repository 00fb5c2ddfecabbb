import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { DATABASE_ROLES, type DatabaseRole, roleIn } from "#lib/db/role-name.ts";
import { databaseUrl, TEST_PASSWORDS, withClient } from "./cluster.ts";

export type TestDatabase = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly sequencerUrl: string;
  readonly signerUrl: string;
  drop(): Promise<void>;
};

/** A fresh migrated database for one test file. */
export const testDatabase = (): Promise<TestDatabase> => databaseFrom(inject("template"), inject("content"));

/** The same, but empty, without any table. */
export const emptyDatabase = (): Promise<TestDatabase> => databaseFrom("template0");

/** A copy of a test's database as it is now, while nobody is connected to it. */
export const copyOf = ({ ownerUrl }: TestDatabase): Promise<TestDatabase> =>
  databaseFrom(inject("template"), new URL(ownerUrl).pathname.slice(1));

/** A copy of `content`, whose roles are those of `template`. */
export async function databaseFrom(template: string, content = template): Promise<TestDatabase> {
  const clusterUrl = inject("clusterUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await withClient(clusterUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${content} STRATEGY FILE_COPY`),
  );
  const ownerUrl = databaseUrl(clusterUrl, name);
  // A copy still belongs to the roles of its template; an empty database will have its own.
  const isCopy = template !== "template0";
  const nameOf = (role: DatabaseRole) => roleIn(isCopy ? template : name, role);
  const [appUrl, sequencerUrl, signerUrl] = DATABASE_ROLES.map((role) =>
    as(ownerUrl, nameOf(role), role),
  ) as [string, string, string];
  return {
    ownerUrl,
    appUrl,
    sequencerUrl,
    signerUrl,
    drop: () =>
      withClient(clusterUrl, async (client) => {
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
        if (!isCopy) await client.query(`DROP ROLE IF EXISTS ${DATABASE_ROLES.map(nameOf).join(", ")}`);
      }),
  };
}

function as(ownerUrl: string, name: string, role: DatabaseRole): string {
  const url = new URL(ownerUrl);
  url.username = name;
  url.password = TEST_PASSWORDS[role];
  return url.toString();
}
