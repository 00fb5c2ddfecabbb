import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import { choicesSchema, DEFAULT_SETTING, type NotificationSetting } from "#lib/overview/notification.ts";

type Row = { personId: string; choices: unknown; zone: string; hour: number };

/** How each of these people is told; whoever chose nothing as everybody is. */
export async function settingsOf(
  tx: Tx,
  personIds: readonly string[],
): Promise<(personId: string) => NotificationSetting> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT person_id::text AS "personId", choices, zone, hour FROM notification_setting
    WHERE person_id = ANY (${[...personIds]}::uuid[])`;
  const byId = new Map(
    rows.map(({ personId, choices, ...row }) => [personId, { ...row, choices: known(choices) }]),
  );
  return (personId) => byId.get(personId) ?? DEFAULT_SETTING;
}

/** A kind of a newer version is as if nothing was chosen for it. */
function known(choices: unknown): NotificationSetting["choices"] {
  const read = choicesSchema.safeParse(choices);
  return read.success ? read.data : {};
}

type Setting = NotificationSetting & {
  readonly personId: string;
  readonly workspaceId: string;
  readonly now: Date;
};

export const writeSetting = (
  tx: Tx,
  { personId, workspaceId, choices, zone, hour, now }: Setting,
): Promise<number> =>
  tx.$executeRaw`
    INSERT INTO notification_setting (workspace_id, person_id, choices, zone, hour, set_at)
    VALUES (${workspaceId}::uuid, ${personId}::uuid, ${asJson(choices)}::jsonb, ${zone}, ${hour}, ${now}::timestamptz)
    ON CONFLICT (workspace_id, person_id) DO UPDATE
      SET choices = excluded.choices, zone = excluded.zone, hour = excluded.hour, set_at = excluded.set_at`;

/** Waits for whoever else changes how this person is told. */
export const lockSetting = async (tx: Tx, personId: string): Promise<NotificationSetting> => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`notification/${personId}`}, 4))`;
  return (await settingsOf(tx, [personId]))(personId);
};
