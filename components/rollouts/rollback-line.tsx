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
      <ol className="relative mt-1.5 flex flex-col gap-2 text-xs sm:h-9">
        {points.map(({ name, at, after, took, label }, index) => (
          <li
            key={name}
            className="whitespace-nowrap sm:absolute sm:top-0 sm:last:text-right"
            style={index === points.length - 1 ? { right: 0 } : { left: `${label * 100}%` }}
          >
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
