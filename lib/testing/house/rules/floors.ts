import { MAY_KNOW, placeOf } from "../floors.ts";
import { inEachFile } from "../rule.ts";
import type { Source } from "../sources.ts";

/** The rows of the table in ARCHITECTURE.md, for imports in every form. */
export const floors = inEachFile(
  "lets each floor know only what its row names, and each room only earlier rooms",
  (source) =>
    source.imports.flatMap(({ target, typeOnly }) => {
      if (target === null || isStyle(target)) return [];
      const fault = faultOf(source, target, typeOnly);
      return fault ? [`${fault}: ${target}`] : [];
    }),
);

const isStyle = (target: string): boolean => target.endsWith(".css");

function faultOf(source: Source, target: string, typeOnly: boolean): string | null {
  const place = placeOf(target);
  // The client takes its types from the route table, never its code.
  if (source.floor === "client" && place.floor === "edge" && typeOnly) return null;
  if (!MAY_KNOW[source.floor].includes(place.floor)) return `${source.floor} knows ${place.floor}`;
  const inRooms = source.room >= 0 && place.room >= 0 && isComponents(source.path) === isComponents(target);
  return inRooms && place.room > source.room ? "knows a later room" : null;
}

const isComponents = (path: string): boolean => path.startsWith("components/");
