-- The discussion of a release: threads and challenges, and what was done in each. Their text lies beside the log alone.

-- CreateTable
CREATE TABLE "release_thread" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "anchor" JSONB NOT NULL,
    "pinned" TEXT NOT NULL,
    "seat" TEXT,

    CONSTRAINT "release_thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread_act" (
    "thread_id" UUID NOT NULL,
    "act" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "verb" TEXT NOT NULL,
    "post" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "judgement" JSONB,
    "mentions" TEXT[],
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_act_pkey" PRIMARY KEY ("thread_id","act")
);

-- CreateIndex
CREATE UNIQUE INDEX "release_thread_release_id_number_key" ON "release_thread"("release_id", "number");

-- AddForeignKey
ALTER TABLE "release_thread" ADD CONSTRAINT "release_thread_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_act" ADD CONSTRAINT "thread_act_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "release_thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE release_thread ADD CONSTRAINT release_thread_seat CHECK ((kind = 'challenge') = (seat IS NOT NULL));
ALTER TABLE thread_act ADD CONSTRAINT thread_act_judgement CHECK ((verb = 'judged') = (judgement IS NOT NULL));

SELECT isolate_table('release_thread', 'insert-only');
SELECT isolate_table('thread_act', 'insert-only');
