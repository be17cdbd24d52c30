"""The municipality's rules (R1–R41 and the readings A1–A18) as pure functions of plan, project and day."""
