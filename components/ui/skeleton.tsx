/** The outline of a page that is loading. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex animate-pulse flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Bone className="h-5 w-40" />
        <Bone className="h-8 w-80 max-w-full" />
      </div>
      <div className="grid gap-5 lg:grid-cols-[1fr_320px]">
        <Bone className="h-80" />
        <Bone className="h-56" />
      </div>
    </div>
  );
}

function Bone({ className }: { className: string }) {
  return <div className={`rounded-lg bg-sunken ${className}`} />;
}
