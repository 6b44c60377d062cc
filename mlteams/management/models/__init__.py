"""The models of Management, one module a claim or group of claims; `roadmap` and `network` serve the others."""
