"""Models of the management part, one module per claim or group of claims."""
