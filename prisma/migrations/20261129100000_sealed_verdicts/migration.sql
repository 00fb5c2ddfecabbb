-- Preliminary verdicts: each sealed as it is given, all of a round revealed at once.

-- CreateTable
CREATE TABLE "sealed_verdict" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "subject_digest" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "signer_id" UUID NOT NULL,
    "signer_name" TEXT NOT NULL,
    "on_behalf_of_id" UUID,
    "on_behalf_of_name" TEXT,
    "method" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "box" BYTEA NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sealed_verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal_reveal" (
    "release_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "because" TEXT NOT NULL,
    "revealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seal_reveal_pkey" PRIMARY KEY ("release_id","round")
);

-- CreateTable
CREATE TABLE "sealed_opening" (
    "sealed_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "decision" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "words" TEXT,
    "comment" TEXT NOT NULL,
    "conditions" JSONB,

    CONSTRAINT "sealed_opening_pkey" PRIMARY KEY ("sealed_id")
);

-- CreateIndex
CREATE INDEX "sealed_verdict_release_id_round_idx" ON "sealed_verdict"("release_id", "round");

-- AddForeignKey
ALTER TABLE "sealed_verdict" ADD CONSTRAINT "sealed_verdict_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seal_reveal" ADD CONSTRAINT "seal_reveal_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_opening" ADD CONSTRAINT "sealed_opening_sealed_id_fkey" FOREIGN KEY ("sealed_id") REFERENCES "sealed_verdict"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_opening" ADD CONSTRAINT "sealed_opening_release_id_round_fkey" FOREIGN KEY ("release_id", "round") REFERENCES "seal_reveal"("release_id", "round") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE seal_reveal ADD CONSTRAINT seal_reveal_because CHECK (because IN ('complete', 'deadline'));
ALTER TABLE sealed_opening ADD CONSTRAINT sealed_opening_decision CHECK (
  decision IN ('approve', 'approve-with-conditions', 'request-changes', 'reject')
);

SELECT isolate_table('sealed_verdict', 'insert-only');
SELECT isolate_table('seal_reveal', 'insert-only');
SELECT isolate_table('sealed_opening', 'insert-only');
