import { PageSkeleton } from "#components/ui/skeleton.tsx";

/** The outline of a page inside the shell, for `loading.tsx` of pages that are always there. */
export function PageLoading() {
  return (
    <main id="content" className="mx-auto max-w-[1240px] px-4 pt-17 pb-5 lg:px-6">
      <PageSkeleton />
    </main>
  );
}
