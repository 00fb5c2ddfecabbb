"use client";

import { taskTitles } from "#components/metrics/metric-words.ts";
import { SelectField } from "#components/ui/field.tsx";
import { TASKS } from "#lib/metrics/task.ts";
import type { Plan } from "#lib/releases/plan.ts";

type Task = Plan["task"];

/** What the model is asked for: its metrics are offered, and answers of another task count as broken. */
export function TaskField({ task, onChange }: { task: Task; onChange: (task: Task) => void }) {
  return (
    <SelectField
      label="The model's task"
      hint="Answers of another task count as broken"
      value={task ?? ""}
      onChange={({ currentTarget }) => onChange(TASKS.find((each) => each === currentTarget.value))}
      choices={[
        { value: "", label: "Not said: metrics of every task" },
        ...TASKS.map((each) => ({ value: each, label: taskTitles[each] })),
      ]}
      className="mb-3 max-w-96"
    />
  );
}
