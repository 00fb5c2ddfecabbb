import { Time } from "#components/ui/time.tsx";
import type { RollbackPoint } from "./rollback-points.ts";

/** The times of a rollback on one line, to scale: red until the decision acts, a green dot where the base answers. */
export function RollbackLine({ points }: { points: readonly RollbackPoint[] }) {
  return (
    <div className="mt-3 w-full">
      <div aria-hidden="true" className="relative mx-1.5 h-3">
        <div className="absolute inset-x-0 top-1/2 h-[3px] -translate-y-1/2 rounded-full bg-fail" />
        {points.map(({ name, place }, at) => (
          <span
            key={name}
            className="absolute top-1/2 size-3 -translate-1/2 rounded-full ring-2 ring-surface"
            style={{ left: `${place * 100}%`, backgroundColor: `var(--${dotOf(points, at)})` }}
          />
        ))}
      </div>
      <ol className="mt-1.5 flex flex-wrap justify-between gap-x-6 gap-y-2 text-xs max-sm:flex-col">
        {points.map(({ name, at, after, took }) => (
          <li key={name} className="sm:last:text-right">
            <span className="block font-medium">
              {name} {after ?? <Time at={at} as="instant" />}
            </span>
            {took && <span className="block text-ink-2">{took}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

const dotOf = (points: readonly RollbackPoint[], at: number): string =>
  at === points.length - 1 ? "pass" : "fail";
