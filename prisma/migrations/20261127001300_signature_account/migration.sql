-- Through which account at a provider a signature came, as its event says: what it is worth depends on it.
ALTER TABLE "signature" ADD COLUMN     "account_id" UUID;
