-- A histogram is rewritten with every batch: compressing it each time took the database longer than all else of the statement.
-- The rows there are stay as they are until they are written again.
ALTER TABLE metric_histogram SET (toast_tuple_target = 8160);
