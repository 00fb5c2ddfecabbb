GRANT SELECT, INSERT ON audit_event, audit_detail, audit_outbox TO cs_app;
GRANT SELECT ON audit_leaf, audit_tile, audit_tree, audit_checkpoint TO cs_app;
GRANT USAGE ON SEQUENCE audit_event_id_seq TO cs_app;
