-- A person's page lists what they signed, newest first.
CREATE INDEX "signature_signer_id_signed_at_idx" ON "signature"("signer_id", "signed_at");
