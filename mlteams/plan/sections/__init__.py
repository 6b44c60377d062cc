"""The sections of plan.yaml, one module or package a part; each defines SECTION."""
