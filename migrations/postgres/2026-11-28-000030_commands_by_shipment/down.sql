DROP INDEX commands_by_shipment;
