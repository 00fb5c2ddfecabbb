import { PageLoading } from "../page-loading.tsx";

export default function Loading() {
  return <PageLoading />;
}
