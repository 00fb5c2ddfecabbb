import type { Fact } from "#lib/audit/replay.ts";
import type { ConditionSaid } from "#lib/councils/condition.ts";

export const conditionName = (id: string): string => `condition ${id}`;

/** The facts of a condition that a replay compares, under one name for the log and the table. */
export const replayedCondition = ({
  condition,
  of,
  owner,
  dueAt,
  cap = null,
}: Omit<ConditionSaid, "cap"> & {
  readonly of: string;
  readonly cap?: ConditionSaid["cap"] | null;
}): [string, Fact] => [conditionName(condition), { of, owner, dueAt, cap }];

type HeldReport = {
  readonly condition: string;
  readonly report: number;
  readonly digest: string;
  readonly by: string;
  readonly at: string;
};

/** The same of a report of it. */
export const replayedReport = ({ condition, report, digest, by, at }: HeldReport): [string, Fact] => [
  `report ${report} of condition ${condition}`,
  { digest, by, at },
];

type HeldRecusal = {
  readonly of: string;
  readonly by: string;
  readonly method: string;
  readonly at: string;
};

/** The same of a recusal. */
export const replayedRecusal = ({ of, by, method, at }: HeldRecusal): [string, Fact] => [
  `recusal of ${by} from ${of}`,
  { method, at },
];
