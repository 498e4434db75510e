-- An export reads the units of a work order by serial number, a page at a time.
CREATE INDEX unit_by_work_order_and_serial ON unit (work_order, serial);
DROP INDEX unit_by_work_order;
