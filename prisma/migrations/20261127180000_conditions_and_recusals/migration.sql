-- Approvals on conditions, what their owners report of them, and recusals.

-- CreateTable
CREATE TABLE "release_condition" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "signature_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "test" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "owner_name" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "cap" JSONB,

    CONSTRAINT "release_condition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "condition_report" (
    "condition_id" UUID NOT NULL,
    "report" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "evidence" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "reported_by_id" UUID NOT NULL,
    "reported_by_name" TEXT NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "condition_report_pkey" PRIMARY KEY ("condition_id","report")
);

-- CreateTable
CREATE TABLE "recusal" (
    "release_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recusal_pkey" PRIMARY KEY ("release_id","person_id")
);

-- CreateIndex
CREATE INDEX "release_condition_release_id_idx" ON "release_condition"("release_id");

-- AddForeignKey
ALTER TABLE "release_condition" ADD CONSTRAINT "release_condition_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "condition_report" ADD CONSTRAINT "condition_report_condition_id_fkey" FOREIGN KEY ("condition_id") REFERENCES "release_condition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recusal" ADD CONSTRAINT "recusal_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE release_condition ADD CONSTRAINT release_condition_signature_id_fkey FOREIGN KEY (signature_id) REFERENCES signature (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE signature ADD CONSTRAINT signature_condition_decision CHECK (
  subject_kind <> 'release-condition' OR decision IN ('approve', 'reject')
);

SELECT isolate_table('release_condition', 'insert-only');
SELECT isolate_table('condition_report', 'insert-only');
SELECT isolate_table('recusal', 'insert-only');
