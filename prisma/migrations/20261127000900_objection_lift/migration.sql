-- Objections that a holder of their function lifted, with the reason. An objection is lifted once and for all.
CREATE TABLE "objection_lift" (
    "signature_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "lifted_by_id" UUID NOT NULL,
    "lifted_by_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "lifted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "objection_lift_pkey" PRIMARY KEY ("signature_id")
);

ALTER TABLE "objection_lift" ADD CONSTRAINT "objection_lift_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT isolate_table('objection_lift', 'insert-only');
